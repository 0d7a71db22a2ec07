-- Keys of sealed columns. The masters lie in a key file outside of the database; here is only by which number each is known.

-- proof: the ring's name, sealed with the master: whether a key file is the one of this database.
CREATE TABLE ring_key (
  number INTEGER PRIMARY KEY,
  ring TEXT NOT NULL,
  proof BLOB NOT NULL,
  made_at INTEGER NOT NULL,
  retired_at INTEGER
) STRICT;

-- A key for each one whose data are sealed, wrapped by a master. Destroyed: wrapped is NULL, and what was sealed with it is gone for good.
CREATE TABLE data_key (
  owner_kind TEXT NOT NULL,
  owner_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  master INTEGER NOT NULL,
  wrapped BLOB,
  destroyed_at INTEGER,
  PRIMARY KEY (owner_kind, owner_id)
) STRICT, WITHOUT ROWID;
