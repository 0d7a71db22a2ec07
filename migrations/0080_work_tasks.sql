-- module: work
-- Tasks at doors and the visits that answer them. One door (premises, or the place of an organisation) has one visit, however many tasks wait there.

-- source_id: 0 where a source has no id. One source asks once for one place. text: no personal data.
CREATE TABLE task (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  source TEXT NOT NULL,
  source_id INTEGER NOT NULL,
  premises_id INTEGER,
  organisation_id INTEGER,
  area_id INTEGER NOT NULL,
  post_id INTEGER,
  state TEXT NOT NULL CHECK (state IN ('open', 'with_officer', 'done', 'cancelled')),
  due TEXT NOT NULL,
  text TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  closed_at INTEGER,
  closed_by_visit INTEGER,
  CHECK ((premises_id IS NULL) <> (organisation_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX task_once_premises ON task (source, source_id, premises_id) WHERE source_id <> 0 AND premises_id IS NOT NULL;
CREATE UNIQUE INDEX task_once_organisation ON task (source, source_id, organisation_id) WHERE source_id <> 0 AND organisation_id IS NOT NULL;
CREATE INDEX task_by_area ON task (area_id, state, due);
CREATE INDEX task_by_premises ON task (premises_id, state);
CREATE INDEX task_by_organisation ON task (organisation_id, state);
CREATE INDEX task_by_post ON task (post_id, state);

-- submission: the key of the form in hand, so that a visit that is delivered three times is one. on_day and hour (of the town) are kept; the exact
-- time coarsens to the day after its month (boundaries.md 7).
CREATE TABLE visit (
  id INTEGER PRIMARY KEY,
  submission TEXT NOT NULL UNIQUE,
  premises_id INTEGER,
  organisation_id INTEGER,
  area_id INTEGER NOT NULL,
  post_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  at INTEGER,
  received_at INTEGER NOT NULL,
  on_day TEXT NOT NULL,
  hour INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23),
  led_by_officer INTEGER NOT NULL CHECK (led_by_officer IN (0, 1)),
  changes INTEGER NOT NULL,
  confirmed INTEGER NOT NULL,
  note TEXT NOT NULL,
  CHECK ((premises_id IS NULL) <> (organisation_id IS NULL))
) STRICT;
CREATE INDEX visit_by_premises ON visit (premises_id, on_day);
CREATE INDEX visit_by_organisation ON visit (organisation_id, on_day);
CREATE INDEX visit_by_area ON visit (area_id, on_day);
CREATE INDEX visit_by_post ON visit (post_id, on_day);
