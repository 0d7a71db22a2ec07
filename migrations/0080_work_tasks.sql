-- module: work
-- Tasks at doors and the visits that answer them. One door (premises, or an organisation that sits at no known premises) has one visit, however many
-- tasks wait there.

-- source_id: 0 where a source has no id. One source asks once at a time for one place, except by hand. text: a code or a name of work, no personal data.
-- attempts: fruitless visits since it was opened.
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
  attempts INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  closed_at INTEGER,
  closed_by_visit INTEGER,
  CHECK ((premises_id IS NULL) <> (organisation_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX task_once_premises ON task (source, source_id, premises_id)
  WHERE premises_id IS NOT NULL AND source <> 'by_hand' AND state IN ('open', 'with_officer');
CREATE UNIQUE INDEX task_once_organisation ON task (source, source_id, organisation_id)
  WHERE organisation_id IS NOT NULL AND source <> 'by_hand' AND state IN ('open', 'with_officer');
CREATE INDEX task_waiting ON task (due, id) WHERE state IN ('open', 'with_officer');
CREATE INDEX task_by_due ON task (state, due, id);
CREATE INDEX task_by_source ON task (source, source_id, state);
CREATE INDEX task_week_open ON task (source_id) WHERE source = 'weekly_visit' AND state = 'open';
CREATE INDEX task_by_source_due ON task (source, due);
CREATE INDEX task_by_area ON task (area_id, state, due);
CREATE INDEX task_by_premises ON task (premises_id, source, source_id);
CREATE INDEX task_by_organisation ON task (organisation_id, source, source_id);
CREATE INDEX task_by_post ON task (post_id, state);
CREATE INDEX task_by_visit ON task (closed_by_visit);

-- submission: the key of the form in hand, so that a visit that is delivered three times is one. at, received_at and hour: empty once the month is over,
-- only the day stays (boundaries.md 7). residents, premises, organisations: how many were asked about and answered; changes: records it changed or made;
-- confirmed: records found right as they were. note: codes of what the door is like.
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
  received_at INTEGER,
  on_day TEXT NOT NULL,
  hour INTEGER CHECK (hour BETWEEN 0 AND 23),
  led_by_officer INTEGER NOT NULL CHECK (led_by_officer IN (0, 1)),
  residents INTEGER NOT NULL,
  premises INTEGER NOT NULL,
  organisations INTEGER NOT NULL,
  changes INTEGER NOT NULL,
  confirmed INTEGER NOT NULL,
  note TEXT NOT NULL,
  CHECK ((premises_id IS NULL) <> (organisation_id IS NULL))
) STRICT;
CREATE INDEX visit_by_premises ON visit (premises_id, on_day);
CREATE INDEX visit_by_organisation ON visit (organisation_id, on_day);
CREATE INDEX visit_by_area ON visit (area_id, on_day);
CREATE INDEX visit_by_post ON visit (post_id, on_day);
CREATE INDEX visit_by_day ON visit (on_day);
CREATE INDEX visit_exact ON visit (on_day, id) WHERE received_at IS NOT NULL;

-- In which hours of the day somebody answered, of the door and of no visit: it stays when the visits' own hours are gone. 0 stands for the other of the two.
CREATE TABLE door_hour (
  premises_id INTEGER NOT NULL,
  organisation_id INTEGER NOT NULL,
  hour INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23),
  visits INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  PRIMARY KEY (premises_id, organisation_id, hour)
) STRICT;

-- The last day on which a grid's doors were looked through for what is due there.
CREATE TABLE task_round (
  area_id INTEGER PRIMARY KEY,
  on_day TEXT NOT NULL
) STRICT;

-- Work at many doors for a time: which premises by what is kept of premises and records, never by kinds of people. Empty filters let everything pass.
-- opened_to: the last of the premises for which its tasks are opened; -1 once all are.
CREATE TABLE campaign (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  uses TEXT NOT NULL,
  label TEXT NOT NULL,
  not_confirmed_since TEXT,
  until_day TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'ended')),
  opened_to INTEGER NOT NULL,
  post_id INTEGER NOT NULL,
  opened_at INTEGER NOT NULL
) STRICT;
CREATE INDEX campaign_by_area ON campaign (area_id, state);
