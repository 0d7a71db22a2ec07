-- module: intake
-- Rosters from many hands (N3, S3, C7, C10), and where they differ from the register. What goes back to the sender stands apart from what was
-- found out (roster_answer, roster_row), so that no query for a sender can meet the register. All of it goes when its time is over.
CREATE TABLE roster (
  id INTEGER PRIMARY KEY,
  upload_id INTEGER NOT NULL,
  answer_job_id INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  post_id INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('area', 'address', 'organisation')),
  scope_id INTEGER NOT NULL,
  scope_name TEXT NOT NULL,
  scope_key TEXT NOT NULL,
  complete INTEGER NOT NULL,
  reference_date TEXT NOT NULL,
  due_date TEXT,
  source TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sheet INTEGER NOT NULL,
  mapping TEXT NOT NULL,
  rows INTEGER NOT NULL,
  dropped_columns TEXT NOT NULL,
  answers TEXT NOT NULL,
  problems TEXT NOT NULL,
  answered_at INTEGER,
  outcomes TEXT NOT NULL,
  compared_at INTEGER,
  operation_id INTEGER,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX roster_by_sender ON roster (post_id, id);
CREATE INDEX roster_by_area ON roster (area_id, id);
CREATE INDEX roster_by_expiry ON roster (expires_at);

-- Computed from the sender's own row alone. mend is a JSON array of what is wrong with its cells.
CREATE TABLE roster_answer (
  roster_id INTEGER NOT NULL,
  row INTEGER NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('taken', 'mend', 'outside')),
  mend TEXT,
  PRIMARY KEY (roster_id, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX roster_answer_by_answer ON roster_answer (roster_id, answer, row);

-- What became of each row against the register: exactly one outcome.
CREATE TABLE roster_row (
  roster_id INTEGER NOT NULL,
  row INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  person_id INTEGER,
  probability REAL,
  notes TEXT,
  finding_id INTEGER,
  PRIMARY KEY (roster_id, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX roster_row_by_outcome ON roster_row (roster_id, outcome, row);

-- A difference that waits for evidence. row is 0 for people whom a complete list does not name. mark is the same for the same difference,
-- so that a list sent again opens nothing anew.
CREATE TABLE finding (
  id INTEGER PRIMARY KEY,
  roster_id INTEGER NOT NULL,
  row INTEGER NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'applied', 'refuted')),
  version INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  person_id INTEGER,
  residence_id INTEGER,
  employment_id INTEGER,
  place TEXT NOT NULL,
  mark TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  decided_at INTEGER,
  decided_by_account_id INTEGER,
  decided_by_post_id INTEGER,
  note TEXT,
  operation_id INTEGER,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX finding_by_area ON finding (area_id, state, kind, id);
CREATE INDEX finding_by_roster ON finding (roster_id, state, kind, id);
CREATE INDEX finding_by_mark ON finding (mark);
CREATE INDEX finding_by_expiry ON finding (expires_at);

-- Whom a row may speak of, the likeliest first; why is a JSON array of fields, levels and weights in bits.
CREATE TABLE finding_candidate (
  finding_id INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  probability REAL NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (finding_id, ordinal)
) STRICT, WITHOUT ROWID;

-- What agreement and disagreement were found to be worth, batch by batch; the latest is where the next one begins.
CREATE TABLE link_model (
  id INTEGER PRIMARY KEY,
  roster_id INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  learned_at INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT;

-- How a sender's columns were read the last time, so that the next file of that layout needs no hand.
CREATE TABLE roster_layout (
  post_id INTEGER NOT NULL,
  layout TEXT NOT NULL,
  mapping TEXT NOT NULL,
  used_at INTEGER NOT NULL,
  PRIMARY KEY (post_id, layout)
) STRICT, WITHOUT ROWID;
