-- module: registry
-- Files of a town on their way into the register. What is kept of an upload has lost its columns of protected traits and those without a
-- header before it came here; it goes when its time is over (expires_at).
CREATE TABLE upload (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  post_id INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  submission TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('arriving', 'ready')),
  file_name TEXT NOT NULL,
  rows INTEGER NOT NULL,
  sheets TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  UNIQUE (account_id, submission)
) STRICT;
CREATE INDEX upload_by_expiry ON upload (expires_at);

-- A few hundred rows each (src/registry/upload_rows.h).
CREATE TABLE upload_chunk (
  upload_id INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  sheet INTEGER NOT NULL,
  first_row INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  cells BLOB NOT NULL,
  PRIMARY KEY (upload_id, ordinal)
) STRICT;

CREATE TABLE file_import (
  id INTEGER PRIMARY KEY,
  upload_id INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  post_id INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('all_or_nothing', 'good_rows')),
  file_name TEXT NOT NULL,
  sheet INTEGER NOT NULL,
  mapping TEXT NOT NULL,
  reference_date TEXT NOT NULL,
  source TEXT NOT NULL,
  rows INTEGER NOT NULL,
  outcomes TEXT NOT NULL,
  problems TEXT NOT NULL,
  dropped_columns TEXT NOT NULL,
  operation_id INTEGER,
  applied INTEGER,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX file_import_by_account ON file_import (account_id, id);
CREATE INDEX file_import_by_expiry ON file_import (expires_at);

-- What became of each row; findings is a JSON array (src/registry/import_row_store.h).
CREATE TABLE import_row (
  import_id INTEGER NOT NULL,
  row INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  subject_kind TEXT,
  subject_id INTEGER,
  findings TEXT,
  PRIMARY KEY (import_id, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_row_by_outcome ON import_row (import_id, outcome, row);
