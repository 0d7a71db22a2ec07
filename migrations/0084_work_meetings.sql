-- module: work
-- Meetings of a team (周点评会, 月小结会), what came of them, staggered hours, daily reports. Posts, never accounts. No column tells who came to work.

-- at_time: HH:MM of the town. minutes: no personal data; numbers of people are refused.
CREATE TABLE meeting (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('weekly', 'monthly')),
  on_day TEXT NOT NULL,
  at_time TEXT NOT NULL,
  place TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('called', 'closed', 'called_off')),
  called_by INTEGER NOT NULL,
  called_at INTEGER NOT NULL,
  agenda_at INTEGER,
  minutes TEXT NOT NULL,
  closed_by INTEGER,
  closed_at INTEGER,
  CHECK ((state = 'closed') = (closed_at IS NOT NULL))
) STRICT;
CREATE INDEX meeting_by_area ON meeting (area_id, on_day);

-- The agenda as it was shown. of_amount: what the figure is a part of. page: path in the client.
CREATE TABLE meeting_item (
  meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  ordinal INTEGER NOT NULL,
  topic TEXT NOT NULL,
  amount INTEGER NOT NULL,
  of_amount INTEGER,
  owner_post INTEGER,
  page TEXT NOT NULL,
  rectification_id INTEGER,
  PRIMARY KEY (meeting_id, ordinal)
) STRICT, WITHOUT ROWID;

-- Who is asked to come, and who came. No reasons.
CREATE TABLE meeting_attendance (
  meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  post_id INTEGER NOT NULL,
  presence TEXT NOT NULL CHECK (presence IN ('unknown', 'present', 'absent')),
  PRIMARY KEY (meeting_id, post_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_attendance_by_post ON meeting_attendance (post_id);

-- A post reports once in a meeting and may suggest often.
CREATE TABLE meeting_word (
  id INTEGER PRIMARY KEY,
  meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  kind TEXT NOT NULL CHECK (kind IN ('report', 'suggestion')),
  post_id INTEGER NOT NULL,
  text TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX meeting_word_by_meeting ON meeting_word (meeting_id, id);

-- 整改: comes back on each agenda until it is closed.
CREATE TABLE rectification (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  topic TEXT NOT NULL,
  text TEXT NOT NULL,
  owner_post INTEGER NOT NULL,
  due TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'closed')),
  evidence TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  answered_at INTEGER,
  closed_by INTEGER,
  closed_at INTEGER,
  CHECK ((state = 'closed') = (closed_at IS NOT NULL))
) STRICT;
CREATE INDEX rectification_by_area ON rectification (area_id, state, due);
CREATE INDEX rectification_by_owner ON rectification (owner_post, state);

-- 实战案例: proposed where it was learned, released for the whole town by the office.
CREATE TABLE practice_case (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  meeting_id INTEGER REFERENCES meeting (id),
  topic TEXT NOT NULL,
  title TEXT NOT NULL,
  situation TEXT NOT NULL,
  action TEXT NOT NULL,
  outcome TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'released')),
  noted_by INTEGER NOT NULL,
  noted_at INTEGER NOT NULL,
  released_at INTEGER
) STRICT;
CREATE INDEX practice_case_by_state ON practice_case (state, topic, id);
CREATE INDEX practice_case_by_area ON practice_case (area_id);

-- 错时工作: one plan a grid and week (its Monday). A plan, never a check-in.
CREATE TABLE shift_plan (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  week TEXT NOT NULL,
  made_by INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  UNIQUE (area_id, week)
) STRICT;

-- Minutes of the day, of the town.
CREATE TABLE shift_slot (
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES shift_plan (id),
  post_id INTEGER NOT NULL,
  on_day TEXT NOT NULL,
  from_minute INTEGER NOT NULL,
  to_minute INTEGER NOT NULL,
  CHECK (from_minute >= 0 AND to_minute > from_minute AND to_minute <= 1440)
) STRICT;
CREATE INDEX shift_slot_by_plan ON shift_slot (plan_id, on_day, from_minute);

-- other_slot_id: what is given in return, if anything. Slots of a plan that was made anew take their swaps with them.
CREATE TABLE shift_swap (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  plan_id INTEGER NOT NULL REFERENCES shift_plan (id),
  slot_id INTEGER NOT NULL,
  other_slot_id INTEGER,
  asked_by INTEGER NOT NULL,
  asked_of INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked', 'agreed', 'declined')),
  asked_at INTEGER NOT NULL,
  answered_at INTEGER
) STRICT;
CREATE INDEX shift_swap_by_plan ON shift_swap (plan_id);

-- C2: figures as they stood when it was handed in.
CREATE TABLE daily_report (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  post_id INTEGER NOT NULL,
  on_day TEXT NOT NULL,
  confirmed INTEGER NOT NULL,
  changes INTEGER NOT NULL,
  findings_settled INTEGER NOT NULL,
  doors_left INTEGER NOT NULL,
  note TEXT NOT NULL,
  handed_in_at INTEGER NOT NULL,
  UNIQUE (post_id, on_day)
) STRICT;
CREATE INDEX daily_report_by_area ON daily_report (area_id, on_day);
CREATE TABLE daily_report_visit (
  report_id INTEGER NOT NULL REFERENCES daily_report (id),
  outcome TEXT NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (report_id, outcome)
) STRICT, WITHOUT ROWID;
