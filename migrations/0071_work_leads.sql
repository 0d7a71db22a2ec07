-- module: work
-- Sealed leads (decision 32): letters that the sender's browser seals to the key of an officer's post. The server has no key to any of this.
-- No row says who sent a letter, or at which hour: a letter's id is a hash of what is sealed, and its times are days.

-- Who serves in an officer's post, or is named to: a key pair made in the browser. The private part is wrapped there under a passphrase.
CREATE TABLE lead_own_key (
  account_id INTEGER PRIMARY KEY,
  public_key BLOB NOT NULL,
  wrapped_private BLOB NOT NULL,
  made_at INTEGER NOT NULL
) STRICT;

-- The keys of a post, one of which letters are sealed to now. A retired one stays as long as a letter to it does.
CREATE TABLE lead_key (
  id INTEGER PRIMARY KEY,
  post_id INTEGER NOT NULL,
  public_key BLOB NOT NULL,
  made_at INTEGER NOT NULL,
  retired_at INTEGER
) STRICT;
CREATE UNIQUE INDEX lead_key_current ON lead_key (post_id) WHERE retired_at IS NULL;
CREATE INDEX lead_key_by_post ON lead_key (post_id, id);

-- The private part of a post's key, sealed in a browser to the key pair of one who may read. public_key: of that pair, as it was then.
CREATE TABLE lead_key_share (
  key_id INTEGER NOT NULL REFERENCES lead_key (id),
  account_id INTEGER NOT NULL,
  public_key BLOB NOT NULL,
  wrapped_private BLOB NOT NULL,
  made_at INTEGER NOT NULL,
  PRIMARY KEY (key_id, account_id)
) STRICT, WITHOUT ROWID;

-- mixed: letters of a day are written anew together, so that how they lie tells nothing of when each came. 0: came since; 1: lies among those of
-- its day; 2: likewise, and its day is over.
CREATE TABLE lead (
  id INTEGER PRIMARY KEY,
  post_id INTEGER NOT NULL,
  key_id INTEGER NOT NULL REFERENCES lead_key (id),
  letter BLOB NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'read', 'followed_up', 'unfounded')),
  received_on TEXT NOT NULL,
  expires_on TEXT NOT NULL,
  mixed INTEGER NOT NULL CHECK (mixed IN (0, 1, 2))
) STRICT;
CREATE INDEX lead_to_mix ON lead (received_on, mixed) WHERE mixed < 2;
CREATE INDEX lead_by_post ON lead (post_id, received_on);
CREATE INDEX lead_by_key ON lead (key_id);
CREATE INDEX lead_by_expiry ON lead (expires_on);

-- How many letters a post sent on a day, to whomever: what the limit needs. Gone when the day is over.
CREATE TABLE lead_sent (
  post_id INTEGER NOT NULL,
  day TEXT NOT NULL,
  sent INTEGER NOT NULL CHECK (sent >= 0),
  PRIMARY KEY (post_id, day)
) STRICT, WITHOUT ROWID;
