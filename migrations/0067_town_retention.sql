-- module: town
-- What was erased and when, in numbers: one row for each night, for each time somebody had it done, for each single person, for people in bulk, and for each
-- replay after a restore. night: the town's day, so that of several instances one begins. bytes_clean: the database has been written anew since.
CREATE TABLE retention_run (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('night', 'command', 'single', 'bulk', 'replay')),
  night TEXT UNIQUE,
  account_id INTEGER NOT NULL,
  post_id INTEGER NOT NULL,
  job_id INTEGER,
  reason TEXT,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  bytes_clean INTEGER NOT NULL DEFAULT 0 CHECK (bytes_clean IN (0, 1))
) STRICT;

-- erased: rows of the clock's main table, people with everything of theirs; held: people that a legal hold has kept.
CREATE TABLE retention_count (
  run_id INTEGER NOT NULL REFERENCES retention_run (id),
  clock TEXT NOT NULL,
  erased INTEGER NOT NULL,
  held INTEGER NOT NULL,
  PRIMARY KEY (run_id, clock)
) STRICT, WITHOUT ROWID;
