-- What was done and read, by whom, in which post, for which purpose. Ids and codes only, never values of a record.

CREATE TABLE audit_entry (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  account_id INTEGER,
  post_id INTEGER,
  action TEXT NOT NULL,
  subject_kind TEXT,
  subject_id INTEGER,
  purpose TEXT,
  detail TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused'))
) STRICT;

-- The records of an entry that concerns several (a list, an import chunk, a merge).
CREATE TABLE audit_subject (
  entry_id INTEGER NOT NULL REFERENCES audit_entry (id),
  ordinal INTEGER NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  PRIMARY KEY (entry_id, ordinal)
) STRICT, WITHOUT ROWID;
