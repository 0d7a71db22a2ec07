-- module: work
-- Instructions through three tiers (work plan B1): what is asked, of whom, and what came back. Texts are about work and figures; ID numbers and
-- phone numbers are refused at the door.

-- month: of the town, in which it was issued; questions are compared within it. leaves, answered: how many branches have none below them, and how
-- many of these have an answer. expires_at: set when it ends.
CREATE TABLE instruction (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  post_id INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  month TEXT NOT NULL,
  issued_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'withdrawn')),
  leaves INTEGER NOT NULL CHECK (leaves >= 0),
  answered INTEGER NOT NULL CHECK (answered >= 0),
  ended_at INTEGER,
  reason TEXT,
  expires_at INTEGER,
  CHECK ((state = 'open') = (ended_at IS NULL)),
  CHECK ((ended_at IS NULL) = (expires_at IS NULL))
) STRICT;
CREATE INDEX instruction_by_post ON instruction (post_id, state, due_at);
CREATE INDEX instruction_by_expiry ON instruction (expires_at) WHERE expires_at IS NOT NULL;

-- choices: one a line. asked_key: kind and folded text, or the figure; what is asked twice is known by it. figure: of a question that the register
-- answers.
CREATE TABLE instruction_question (
  id INTEGER PRIMARY KEY,
  instruction_id INTEGER NOT NULL REFERENCES instruction (id),
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'choice', 'yes_no', 'grid_figure', 'register_figure')),
  wording TEXT NOT NULL,
  choices TEXT NOT NULL,
  figure TEXT,
  required INTEGER NOT NULL CHECK (required IN (0, 1)),
  month TEXT NOT NULL,
  asked_key TEXT NOT NULL,
  UNIQUE (instruction_id, ordinal),
  CHECK ((kind = 'register_figure') = (figure IS NOT NULL))
) STRICT;
CREATE INDEX instruction_question_asked ON instruction_question (asked_key, month);

-- A recipient. parent_id: the branch that passed it on; none below the issuer. above_post_id: to whom it answers. area_id: of the recipient's post.
-- leaves, answered: of what hangs below it, itself where nothing does. clock_at: when the clock looks at it next, and clock_step at what:
-- 0 before it is due, 1 when it is due, from 2 on how many tiers were told that it is overdue.
CREATE TABLE instruction_branch (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  instruction_id INTEGER NOT NULL REFERENCES instruction (id),
  parent_id INTEGER REFERENCES instruction_branch (id),
  above_post_id INTEGER NOT NULL,
  post_id INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('issued', 'received', 'in_work', 'reported', 'accepted', 'returned', 'closed', 'withdrawn')),
  issued_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  received_at INTEGER,
  reported_at INTEGER,
  remark TEXT,
  reason TEXT,
  leaves INTEGER NOT NULL CHECK (leaves >= 0),
  answered INTEGER NOT NULL CHECK (answered >= 0),
  extension TEXT NOT NULL CHECK (extension IN ('none', 'asked', 'granted', 'refused')),
  extension_until INTEGER,
  extension_reason TEXT,
  extension_answer TEXT,
  clock_step INTEGER NOT NULL,
  clock_at INTEGER,
  UNIQUE (instruction_id, post_id)
) STRICT;
CREATE INDEX instruction_branch_by_post ON instruction_branch (post_id, state, due_at);
CREATE INDEX instruction_branch_by_above ON instruction_branch (above_post_id, state);
CREATE INDEX instruction_branch_by_parent ON instruction_branch (parent_id);
CREATE INDEX instruction_branch_by_area ON instruction_branch (area_id, due_at);
CREATE INDEX instruction_branch_by_clock ON instruction_branch (clock_at) WHERE clock_at IS NOT NULL;

-- area_id: the grid that a figure is of; 0 for an answer that is not by grid.
CREATE TABLE instruction_answer (
  branch_id INTEGER NOT NULL REFERENCES instruction_branch (id),
  question_id INTEGER NOT NULL REFERENCES instruction_question (id),
  area_id INTEGER NOT NULL,
  number INTEGER,
  words TEXT,
  PRIMARY KEY (branch_id, question_id, area_id),
  CHECK ((number IS NULL) <> (words IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX instruction_answer_by_question ON instruction_answer (question_id);

-- What the register said at once, as of the day of issue.
CREATE TABLE instruction_figure (
  question_id INTEGER NOT NULL REFERENCES instruction_question (id),
  area_id INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (question_id, area_id)
) STRICT, WITHOUT ROWID;

-- Reminders and escalations as they were told, once for each due time, so that several instances tell them once. step: as clock_step; -1 by hand.
CREATE TABLE instruction_notice (
  id INTEGER PRIMARY KEY,
  branch_id INTEGER NOT NULL REFERENCES instruction_branch (id),
  post_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('due_soon', 'due', 'urged', 'escalated')),
  step INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  told_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX instruction_notice_once ON instruction_notice (branch_id, due_at, step, post_id) WHERE step >= 0;
CREATE INDEX instruction_notice_by_branch ON instruction_notice (branch_id, told_at);
CREATE INDEX instruction_notice_by_post ON instruction_notice (post_id, kind);

-- instruction_id: none until it is issued; what is never issued ends a day after it came (added_at).
CREATE TABLE instruction_file (
  id INTEGER PRIMARY KEY,
  instruction_id INTEGER REFERENCES instruction (id),
  post_id INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('pdf', 'xlsx', 'docx', 'png', 'jpg')),
  size INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  added_at INTEGER NOT NULL
) STRICT;
CREATE INDEX instruction_file_by_instruction ON instruction_file (instruction_id);
CREATE INDEX instruction_file_waiting ON instruction_file (added_at) WHERE instruction_id IS NULL;
