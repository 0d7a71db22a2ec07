-- module: work
-- Full verification (兜底翻; O6, S2): a round a grid and month. What was confirmed is read from the register while it runs; doors ... residents_confirmed are
-- kept when it is closed, because the register goes on.
CREATE TABLE verification (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  month TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'closed')),
  post_id INTEGER NOT NULL,
  tasks INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  closed_at INTEGER,
  doors INTEGER NOT NULL,
  doors_confirmed INTEGER NOT NULL,
  residents INTEGER NOT NULL,
  residents_confirmed INTEGER NOT NULL,
  premises_confirmed INTEGER NOT NULL,
  UNIQUE (area_id, month)
) STRICT;
CREATE INDEX verification_by_month ON verification (month, state);

-- Doors that could not be confirmed, and why: a closed list about the door, never about whoever lives there.
CREATE TABLE verification_door (
  verification_id INTEGER NOT NULL,
  premises_id INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (verification_id, premises_id)
) STRICT;
