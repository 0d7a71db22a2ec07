-- Long work. input, position and result are the handler's own text (JSON); state is that of one run over all restarts.
CREATE TABLE job (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  account_id INTEGER NOT NULL,
  post_id INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  input TEXT NOT NULL,
  position TEXT NOT NULL,
  doing TEXT NOT NULL,
  units_done INTEGER NOT NULL,
  units_total INTEGER,
  cancel_requested INTEGER NOT NULL CHECK (cancel_requested IN (0, 1)),
  result TEXT,
  result_file BLOB,
  failure TEXT,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER,
  expires_at INTEGER NOT NULL,
  owner TEXT,
  lease_until INTEGER,
  fruitless_starts INTEGER NOT NULL
) STRICT;

CREATE INDEX job_by_state ON job (state, created_at, id);
CREATE INDEX job_by_account ON job (account_id, created_at);
CREATE INDEX job_by_expiry ON job (expires_at);
