-- module: registry
-- What stands before every address of the town ("上海市青浦区徐泾镇"), so that files and people may leave it out. Written when the town is set up.
CREATE TABLE town (
  area_id INTEGER PRIMARY KEY REFERENCES area (id),
  address_text TEXT NOT NULL
) STRICT;
