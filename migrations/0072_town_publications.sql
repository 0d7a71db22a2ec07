-- module: town
-- Statistics that have left the house: each table as it was told, which is never changed. Numbers are rounded, and what is not told is not here.
-- month: a table is published once a month. border_rows: how many areas are not told by themselves because borders had moved since
-- border_publication_id.
CREATE TABLE publication (
  id INTEGER PRIMARY KEY,
  measure TEXT NOT NULL,
  breakdown TEXT NOT NULL,
  level TEXT NOT NULL,
  number INTEGER NOT NULL,
  month TEXT NOT NULL,
  as_of TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  post_id INTEGER NOT NULL,
  ground_id INTEGER NOT NULL,
  least_told INTEGER NOT NULL,
  rounded_to INTEGER NOT NULL,
  border_rows INTEGER NOT NULL,
  border_publication_id INTEGER REFERENCES publication (id),
  UNIQUE (measure, breakdown, level, number),
  UNIQUE (measure, breakdown, level, month)
) STRICT;

-- ordinal 0: the town, which is all of them together. total NULL: not told.
CREATE TABLE publication_row (
  publication_id INTEGER NOT NULL REFERENCES publication (id),
  ordinal INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  within_name TEXT NOT NULL,
  total INTEGER,
  PRIMARY KEY (publication_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TABLE publication_cell (
  publication_id INTEGER NOT NULL REFERENCES publication (id),
  ordinal INTEGER NOT NULL,
  part TEXT NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (publication_id, ordinal, part)
) STRICT, WITHOUT ROWID;

-- What its own counts and borders asked not to be told; later tables keep it untold for a year. depth: 0 the town, 1 committees, 2 grids;
-- part '*': all of the area.
CREATE TABLE publication_untold (
  publication_id INTEGER NOT NULL REFERENCES publication (id),
  depth INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  part TEXT NOT NULL,
  PRIMARY KEY (publication_id, depth, area_id, part)
) STRICT, WITHOUT ROWID;

-- In which area each door was when a table was published, so that moved borders are noticed. Tables between which no door moved share it.
CREATE TABLE publication_ground (
  ground_id INTEGER NOT NULL,
  address_id INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  committee_id INTEGER NOT NULL,
  PRIMARY KEY (ground_id, address_id)
) STRICT, WITHOUT ROWID;
