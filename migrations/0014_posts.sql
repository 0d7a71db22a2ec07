-- Holdings as spans [from_at, until_at): a planned end and a successor are rows that the statement of each request asks an instant of, so
-- that nothing has to happen when their time comes.
ALTER TABLE post_holding RENAME TO post_holding_before;

-- Who holds a post from when to when; spans of a post do not overlap. follows: begins when the one before ends, whenever that is; from_at
-- is empty until that instant is known. closed: ended by a decision, and so over whatever the clock of the instance says that asks.
-- end_reason: why it ends, which is why the post is vacant afterwards.
CREATE TABLE post_holding (
  id INTEGER PRIMARY KEY,
  post_id INTEGER NOT NULL REFERENCES post (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  from_at INTEGER,
  until_at INTEGER,
  follows INTEGER NOT NULL DEFAULT 0 CHECK (follows IN (0, 1)),
  closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
  end_reason TEXT,
  CHECK (from_at IS NOT NULL OR follows = 1),
  CHECK (until_at IS NULL OR until_at >= from_at)
) STRICT;

INSERT INTO post_holding (id, post_id, account_id, from_at, until_at, closed)
  SELECT id, post_id, account_id, from_at, to_at, CASE WHEN to_at IS NULL THEN 0 ELSE 1 END FROM post_holding_before;
DROP TABLE post_holding_before;
CREATE UNIQUE INDEX post_holding_open ON post_holding (post_id) WHERE until_at IS NULL AND from_at IS NOT NULL;
CREATE UNIQUE INDEX post_holding_waiting ON post_holding (post_id) WHERE from_at IS NULL;
CREATE INDEX post_holding_by_post ON post_holding (post_id, from_at);
CREATE INDEX post_holding_by_account ON post_holding (account_id, post_id);

-- Who acts in a post for a time beside its holder, with exactly its rights and area.
CREATE TABLE post_deputy (
  id INTEGER PRIMARY KEY,
  post_id INTEGER NOT NULL REFERENCES post (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  from_at INTEGER NOT NULL,
  until_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
  CHECK (until_at >= from_at)
) STRICT;
CREATE INDEX post_deputy_by_post ON post_deputy (post_id, until_at);
CREATE INDEX post_deputy_by_account ON post_deputy (account_id, post_id);

-- The confidentiality undertaking, as each signed it: which text and when. The newest row counts, for a year.
CREATE TABLE undertaking_signature (
  account_id INTEGER NOT NULL REFERENCES account (id),
  signed_at INTEGER NOT NULL,
  text_version TEXT NOT NULL,
  PRIMARY KEY (account_id, signed_at)
) STRICT, WITHOUT ROWID;

-- For the list of accounts that nobody uses any more. Sessions are deleted when they end.
ALTER TABLE account ADD COLUMN last_signed_in_at INTEGER;
UPDATE account SET last_signed_in_at =
  COALESCE((SELECT max(s.last_seen_at) FROM session s WHERE s.account_id = account.id), password_set_at);
