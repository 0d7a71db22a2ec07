-- The audit log as a tree of hashes (docs/audit.md). An entry waits in audit_entry until it has its line and its place; then its subjects are
-- named in the line alone, people by pseudonyms, which audit_pseudonym can forget.

ALTER TABLE audit_entry ADD COLUMN leaf INTEGER;
CREATE INDEX audit_entry_waiting ON audit_entry (id) WHERE leaf IS NULL;

-- One row: which log this is, how far its tree has come, and which instance makes it grow.
CREATE TABLE audit_log (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  log TEXT NOT NULL,
  digest TEXT NOT NULL,
  size INTEGER NOT NULL,
  heads INTEGER NOT NULL,
  holder TEXT,
  lease_until INTEGER
) STRICT;

-- The public keys: each signs the heads from its number on.
CREATE TABLE audit_key (
  from_head INTEGER PRIMARY KEY,
  public_key TEXT NOT NULL
) STRICT;

-- The entries as they were hashed, counted from 1. What the auditor asks by stands beside the line.
CREATE TABLE audit_leaf (
  number INTEGER PRIMARY KEY,
  entry_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  post_id INTEGER,
  action TEXT NOT NULL,
  line TEXT NOT NULL
) STRICT;
CREATE INDEX audit_leaf_by_time ON audit_leaf (at, number);
CREATE INDEX audit_leaf_by_action ON audit_leaf (action, at, number);
CREATE INDEX audit_leaf_by_post ON audit_leaf (post_id, at, number);

-- Hashes by 256: level 0 of entries, each further level of complete tiles of the one below.
CREATE TABLE audit_tile (
  level INTEGER NOT NULL,
  tile INTEGER NOT NULL,
  hashes BLOB NOT NULL,
  PRIMARY KEY (level, tile)
) STRICT;

CREATE TABLE audit_head (
  number INTEGER PRIMARY KEY,
  size INTEGER NOT NULL,
  line TEXT NOT NULL
) STRICT;

-- Whom a pseudonym in a line stands for. Without its row it stands for nobody.
CREATE TABLE audit_pseudonym (
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  pseudonym TEXT NOT NULL,
  PRIMARY KEY (subject_kind, subject_id)
) STRICT, WITHOUT ROWID;
