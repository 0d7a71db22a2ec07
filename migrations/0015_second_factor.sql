-- module: access
-- The second factor of accounts, and what a session has shown of it. Instants are UTC microseconds.

-- proven_at: when its password, and code where there is a second factor, were shown last. factor_at: when a code was shown first; NULL: not yet.
ALTER TABLE session ADD COLUMN proven_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN factor_at INTEGER;

-- secret: of the codes, sealed under the account's key; pending: one that was offered and not confirmed by a code yet. last_step: the newest 30 seconds of which a
-- code was accepted, so that none is accepted twice. reset_at: when an administrator took the factor away; told until there is a new one.
CREATE TABLE second_factor (
  account_id INTEGER PRIMARY KEY REFERENCES account (id),
  secret BLOB,
  pending BLOB,
  confirmed_at INTEGER,
  last_step INTEGER NOT NULL,
  reset_at INTEGER,
  CHECK ((secret IS NULL) = (confirmed_at IS NULL))
) STRICT;

-- Codes that stand in for a lost device, each once: a row goes when its code was used.
CREATE TABLE recovery_code (
  account_id INTEGER NOT NULL REFERENCES account (id),
  code_hash BLOB NOT NULL,
  PRIMARY KEY (account_id, code_hash)
) STRICT, WITHOUT ROWID;
