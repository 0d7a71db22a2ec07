-- module: http
-- Submissions that were answered: the same key from the same account gives the same answer again for a day. Rows older than that go with
-- the next submission. body_hash: SHA-256 of route and content, so that a key used for something else is noticed.
CREATE TABLE idempotent_answer (
  account_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  status INTEGER,
  headers TEXT,
  body TEXT,
  PRIMARY KEY (account_id, key)
) STRICT;
CREATE INDEX idempotent_answer_by_age ON idempotent_answer (created_at);
