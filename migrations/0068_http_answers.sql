-- module: http
-- Submissions that were answered: the same key from the same account gives the same answer again for a day. Rows older than that go with
-- the next submission. body_hash: keyed hash of route, post and content, so that a key used for something else is noticed. sealed: the body
-- and what it tells of whom, under a key of the answer that goes with it. What was kept before goes now: no migration has keys to seal it.
DROP TABLE idempotent_answer;
CREATE TABLE idempotent_answer (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  status INTEGER,
  headers TEXT,
  sealed BLOB,
  UNIQUE (account_id, key)
) STRICT;
CREATE INDEX idempotent_answer_by_age ON idempotent_answer (created_at);
