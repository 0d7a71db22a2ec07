-- module: grids
-- The micro-grids in force as areas that posts cover and records lie in, by the member's code.
CREATE TABLE grid_area (
  code TEXT PRIMARY KEY,
  area_id INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

-- The version that the areas of records follow. after_address_id: since it took effect, the addresses up to this one have been gone
-- through; NULL: all.
CREATE TABLE grid_followed (
  layer_id INTEGER PRIMARY KEY REFERENCES grid_layer (id),
  version_id INTEGER NOT NULL REFERENCES grid_version (id),
  after_address_id INTEGER
) STRICT;
