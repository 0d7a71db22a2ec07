-- module: registry
-- What followers of the register (indexes in memory, of which each instance has its own) ask to learn which records have changed: a row for
-- each transaction that wrote to the ledger. Ids do not become visible in their order on PostgreSQL; transaction_id bounds what a follower
-- may take for complete (0 on SQLite, where there is one writer).
CREATE TABLE register_feed (
  id INTEGER PRIMARY KEY,
  transaction_id INTEGER NOT NULL,
  first_change_id INTEGER NOT NULL,
  last_change_id INTEGER NOT NULL
) STRICT;
CREATE INDEX register_feed_by_transaction ON register_feed (transaction_id, id);
