-- Ids are reserved in blocks, so that a process seldom asks and instances never collide: next is the first id nobody has reserved.
CREATE TABLE id_block (
  name TEXT PRIMARY KEY,
  next INTEGER NOT NULL CHECK (next > 0)
) STRICT, WITHOUT ROWID;

INSERT INTO id_block (name, next) VALUES ('all', 1);
