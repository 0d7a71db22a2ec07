-- module: work
-- Today's doors: a plan a post and day, made once and kept, so that what was expected can be held against what was found. It says nothing about people:
-- evidence, chosen and by_chance are about premises and records. expected: register errors, if somebody answers.
CREATE TABLE plan (
  id INTEGER PRIMARY KEY,
  post_id INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  day TEXT NOT NULL,
  seed TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  UNIQUE (post_id, day)
) STRICT;
CREATE INDEX plan_by_day ON plan (day);

-- number: in walking order. A door may be drawn by chance and be chosen or required as well; it then counts as both.
CREATE TABLE plan_door (
  plan_id INTEGER NOT NULL,
  premises_id INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  chosen TEXT NOT NULL CHECK (chosen IN ('none', 'required', 'chosen')),
  by_chance INTEGER NOT NULL CHECK (by_chance IN (0, 1)),
  evidence TEXT NOT NULL,
  expected REAL NOT NULL,
  minutes REAL NOT NULL,
  reasons TEXT NOT NULL,
  hours TEXT NOT NULL,
  PRIMARY KEY (plan_id, premises_id)
) STRICT;
CREATE INDEX plan_door_by_area ON plan_door (area_id);

-- The short code of a door on walk lists. It stays with the door, so that a list of last week still leads there.
CREATE TABLE door_code (
  premises_id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE
) STRICT;
