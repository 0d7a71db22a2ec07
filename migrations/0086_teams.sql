-- module: teams
-- The teams of the micro-grids: the N forces that each has enlisted, what shows that its list is kept, who does which duty, who
-- supervises, and the team's message stream. The three posts of a team are posts of access. area_id: the grid, unless said otherwise.

-- A helper as a team enlisted it, with an account (post_id) or without. The phone lies sealed under the helper's own key.
CREATE TABLE team_helper (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  workplace TEXT NOT NULL,
  premises_id INTEGER,
  channel TEXT NOT NULL CHECK (channel IN ('none', 'group', 'wechat', 'phone', 'form')),
  phone_sealed BLOB,
  post_id INTEGER,
  undertaking_on TEXT,
  joined_on TEXT NOT NULL,
  left_on TEXT,
  leave_reason TEXT,
  left_at INTEGER,
  CHECK ((left_on IS NULL) = (leave_reason IS NULL)),
  CHECK ((left_on IS NULL) = (left_at IS NULL))
) STRICT;
CREATE INDEX team_helper_by_area ON team_helper (area_id, kind, id);
CREATE INDEX team_helper_left ON team_helper (left_at);

-- A kind of N force that a grid does without, and why.
CREATE TABLE team_considered (
  area_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  noted_on TEXT NOT NULL,
  post_id INTEGER NOT NULL,
  PRIMARY KEY (area_id, kind)
) STRICT, WITHOUT ROWID;

-- That the list of N forces was gone through or changed on a day (L10), in which post.
CREATE TABLE team_list_check (
  area_id INTEGER NOT NULL,
  on_day TEXT NOT NULL,
  post_id INTEGER NOT NULL,
  changed INTEGER NOT NULL CHECK (changed IN (0, 1)),
  PRIMARY KEY (area_id, on_day, post_id, changed)
) STRICT, WITHOUT ROWID;

-- Monthly guidance of a helper by the officer (N2). Kept when the helper is forgotten: it names nobody.
CREATE TABLE team_guidance (
  id INTEGER PRIMARY KEY,
  area_id INTEGER NOT NULL,
  helper_id INTEGER NOT NULL,
  post_id INTEGER NOT NULL,
  on_day TEXT NOT NULL,
  topic TEXT NOT NULL,
  UNIQUE (helper_id, on_day, topic)
) STRICT;
CREATE INDEX team_guidance_by_area ON team_guidance (area_id, on_day);

-- Who does which duty (细化职责分工), where a committee has said so. area_id: the committee.
CREATE TABLE team_duty_share (
  area_id INTEGER NOT NULL,
  number TEXT NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (area_id, number)
) STRICT, WITHOUT ROWID;

-- Seats of the working group (area_id: the town) and of local task forces (a committee): each is a post, so that whoever holds it
-- next follows by itself.
CREATE TABLE supervision_seat (
  area_id INTEGER NOT NULL,
  body TEXT NOT NULL CHECK (body IN ('working_group', 'task_force')),
  post_id INTEGER NOT NULL,
  seat TEXT NOT NULL CHECK (seat IN ('head', 'deputy', 'member')),
  PRIMARY KEY (area_id, body, post_id)
) STRICT, WITHOUT ROWID;

-- The stream of a team. text: written by a post, without personal data. notice: by the program; code says what, of which kind of
-- force and which record. instruction: the same, and read receipts are kept for it.
CREATE TABLE team_message (
  id INTEGER PRIMARY KEY,
  area_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('text', 'notice', 'instruction')),
  code TEXT NOT NULL,
  about TEXT NOT NULL,
  ref_id INTEGER NOT NULL,
  text TEXT NOT NULL,
  post_id INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX team_message_by_area ON team_message (area_id, at, id);
CREATE INDEX team_message_by_age ON team_message (at);

-- Receipts for instructions, and for nothing else.
CREATE TABLE team_receipt (
  message_id INTEGER NOT NULL REFERENCES team_message (id),
  post_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (message_id, post_id)
) STRICT, WITHOUT ROWID;

-- Up to which instant a post has read: for its own count of unread messages, and shown to nobody else.
CREATE TABLE team_read_to (
  area_id INTEGER NOT NULL,
  post_id INTEGER NOT NULL,
  up_to INTEGER NOT NULL,
  PRIMARY KEY (area_id, post_id)
) STRICT, WITHOUT ROWID;

-- The robot of the team's ordinary WeCom group (企业微信群机器人). Its address is a secret: who has it can write to the group.
CREATE TABLE team_robot (
  area_id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  address_sealed BLOB NOT NULL,
  ending TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

-- What robots are to say. claimed_until: an instance is sending it now.
CREATE TABLE team_robot_send (
  id INTEGER PRIMARY KEY,
  area_id INTEGER NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('text', 'markdown')),
  text TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  attempts INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  claimed_until INTEGER,
  sent_at INTEGER,
  fault TEXT NOT NULL
) STRICT;
CREATE INDEX team_robot_send_due ON team_robot_send (state, due_at);
CREATE INDEX team_robot_send_by_area ON team_robot_send (area_id, sent_at);
