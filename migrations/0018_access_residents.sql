-- Residents sign in with codes, and are told who looked at their record.

-- A code by which somebody may sign in as the resident: on paper or sent to the phone, one of each. subject_hash: a keyed hash of the document
-- number that goes with it; code_hash: a keyed hash of person and code. tries_left: of a code so short that it has to be counted.
CREATE TABLE resident_code (
  person_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('paper', 'phone')),
  subject_hash BLOB NOT NULL,
  code_hash BLOB NOT NULL,
  made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  tries_left INTEGER,
  PRIMARY KEY (person_id, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX resident_code_by_subject ON resident_code (subject_hash);
CREATE INDEX resident_code_by_end ON resident_code (expires_at);

-- A resident's sitting: no account, no post, one person's own record. Only the hash of its token is stored.
CREATE TABLE resident_session (
  id INTEGER PRIMARY KEY,
  token_hash BLOB NOT NULL UNIQUE,
  person_id INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  absolute_end_at INTEGER NOT NULL
) STRICT;
CREATE INDEX resident_session_by_person ON resident_session (person_id);

-- Which entries of the log name which person, by pseudonym: what is cut loose there leads nowhere here.
CREATE TABLE audit_person (
  pseudonym TEXT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (pseudonym, number)
) STRICT, WITHOUT ROWID;

-- Up to which entry that is told; it follows the log some seconds behind.
CREATE TABLE audit_person_place (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  up_to INTEGER NOT NULL
) STRICT;
INSERT INTO audit_person_place (id, up_to) VALUES (1, 0);
