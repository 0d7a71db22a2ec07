-- Areas, accounts, posts, sessions and one-time links. Instants are UTC microseconds, booleans 0/1.

CREATE TABLE area (
  id INTEGER PRIMARY KEY,
  parent_id INTEGER REFERENCES area (id),
  kind TEXT NOT NULL CHECK (kind IN ('town', 'committee', 'station', 'police_team', 'grid')),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('current', 'closed')),
  UNIQUE (kind, code),
  CHECK ((kind = 'town') = (parent_id IS NULL))
) STRICT;
CREATE INDEX area_by_parent ON area (parent_id);

-- Every pair of an area and an area within it, itself included.
CREATE TABLE area_closure (
  ancestor_id INTEGER NOT NULL REFERENCES area (id),
  descendant_id INTEGER NOT NULL REFERENCES area (id),
  PRIMARY KEY (ancestor_id, descendant_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX area_closure_by_descendant ON area_closure (descendant_id);

-- login_key is login_name folded: one account per name, however it is written. password_hash is an Argon2id string.
CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  login_name TEXT NOT NULL,
  login_key TEXT NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  password_hash TEXT,
  state TEXT NOT NULL CHECK (state IN ('invited', 'active', 'disabled', 'system')),
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES account (id),
  password_set_at INTEGER,
  CHECK (state <> 'active' OR password_hash IS NOT NULL)
) STRICT;

-- The kinds of N social forces; a town may add its own.
CREATE TABLE helper_kind (
  code TEXT PRIMARY KEY,
  zh_name TEXT NOT NULL,
  en_name TEXT NOT NULL,
  town_added INTEGER NOT NULL
) STRICT;

CREATE TABLE post (
  id INTEGER PRIMARY KEY,
  role TEXT NOT NULL,
  helper_kind TEXT REFERENCES helper_kind (code),
  area_id INTEGER NOT NULL REFERENCES area (id),
  title TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'ended')),
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  CHECK ((role = 'helper') = (helper_kind IS NOT NULL)),
  CHECK ((state = 'ended') = (ended_at IS NOT NULL))
) STRICT;

-- The areas a post is answerable for; everything beneath them is covered as well.
CREATE TABLE post_cover (
  post_id INTEGER NOT NULL REFERENCES post (id),
  area_id INTEGER NOT NULL REFERENCES area (id),
  PRIMARY KEY (post_id, area_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_cover_by_area ON post_cover (area_id);

-- What post_cover comes to through the tree, kept in the transaction that changes either: the table that every scoped query asks.
CREATE TABLE post_scope (
  post_id INTEGER NOT NULL REFERENCES post (id),
  area_id INTEGER NOT NULL REFERENCES area (id),
  PRIMARY KEY (post_id, area_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_scope_by_area ON post_scope (area_id);

-- Who holds a post from when to when; at most one at a time.
CREATE TABLE post_holding (
  id INTEGER PRIMARY KEY,
  post_id INTEGER NOT NULL REFERENCES post (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  from_at INTEGER NOT NULL,
  to_at INTEGER,
  CHECK (to_at IS NULL OR to_at >= from_at)
) STRICT;
CREATE UNIQUE INDEX post_holding_current ON post_holding (post_id) WHERE to_at IS NULL;
CREATE INDEX post_holding_by_account ON post_holding (account_id, post_id);

-- Only the hash of a session's token is stored. purpose: the standing purpose stated for this sitting.
CREATE TABLE session (
  id INTEGER PRIMARY KEY,
  token_hash BLOB NOT NULL UNIQUE,
  account_id INTEGER NOT NULL REFERENCES account (id),
  acting_post_id INTEGER REFERENCES post (id),
  purpose TEXT,
  started_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  absolute_end_at INTEGER NOT NULL,
  device TEXT NOT NULL
) STRICT;
CREATE INDEX session_by_account ON session (account_id);

CREATE TABLE one_time_link (
  token_hash BLOB PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('first_administrator', 'invitation', 'new_password')),
  account_id INTEGER REFERENCES account (id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  CHECK ((purpose = 'first_administrator') = (account_id IS NULL))
) STRICT;
CREATE INDEX one_time_link_by_account ON one_time_link (account_id);

-- Failed sign-ins per account name and per network address, by hash, whether or not the account exists.
CREATE TABLE sign_in_throttle (
  key_hash BLOB PRIMARY KEY,
  failures INTEGER NOT NULL,
  last_failure_at INTEGER NOT NULL,
  blocked_until INTEGER NOT NULL
) STRICT;

INSERT INTO helper_kind (code, zh_name, en_name, town_added) VALUES
  ('grid_staff', '专职网格员', 'full-time grid staff', 0),
  ('community_worker', '社区工作者', 'community worker', 0),
  ('property_guard', '物业保安', 'property guard', 0),
  ('personnel_manager', '单位人事负责人', 'personnel manager of a unit', 0),
  ('housing_agent', '房产中介', 'housing agent', 0),
  ('volunteer', '社区志愿者', 'community volunteer', 0);

-- The town itself, and what the program acts as: ids 1, named in access/ids.h. Ids below 1000 are never given out.
UPDATE id_block SET next = 1000 WHERE name = 'all' AND next < 1000;
INSERT INTO area (id, parent_id, kind, code, name, state) VALUES (1, NULL, 'town', '', '本镇', 'current');
INSERT INTO area_closure (ancestor_id, descendant_id) VALUES (1, 1);
INSERT INTO account (id, login_name, login_key, display_name, password_hash, state, created_at, created_by, password_set_at)
  VALUES (1, 'system', 'system', '系统', NULL, 'system', 0, NULL, NULL);
INSERT INTO post (id, role, helper_kind, area_id, title, state, created_at, ended_at)
  VALUES (1, 'system', NULL, 1, '系统', 'active', 0, NULL);
INSERT INTO post_cover (post_id, area_id) VALUES (1, 1);
INSERT INTO post_scope (post_id, area_id) VALUES (1, 1);
