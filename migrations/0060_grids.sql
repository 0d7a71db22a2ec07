-- module: grids
-- Layers of areas on the map (A1, A2, G2): micro-grids as given, responsibility areas, committees and others, each in versions that take effect on
-- a day. What is published is never changed, so the past keeps its own borders. Shapes are in degrees of CGCS2000, on the lattice of 1e-9 degrees.
CREATE TABLE grid_layer (
  id INTEGER PRIMARY KEY,
  area_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('grids', 'areas', 'committees', 'other')),
  name TEXT NOT NULL,
  single_key TEXT UNIQUE
) STRICT;
CREATE INDEX grid_layer_by_area ON grid_layer (area_id, id);

-- state placing: taking effect, while every address is being placed in it; nobody but the placing sees a difference to a draft.
-- centre_*: of the plane in which its areas are measured.
CREATE TABLE grid_version (
  id INTEGER PRIMARY KEY,
  layer_id INTEGER NOT NULL REFERENCES grid_layer (id),
  version INTEGER NOT NULL,
  number INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'placing', 'published')),
  effective_from TEXT,
  based_on_id INTEGER REFERENCES grid_version (id),
  datum TEXT NOT NULL,
  source TEXT NOT NULL,
  note TEXT,
  centre_lng REAL NOT NULL,
  centre_lat REAL NOT NULL,
  members INTEGER NOT NULL,
  faulty INTEGER NOT NULL,
  shortened INTEGER NOT NULL,
  area_m2 REAL NOT NULL,
  steps INTEGER NOT NULL,
  submission TEXT UNIQUE,
  created_at INTEGER NOT NULL,
  created_by_post_id INTEGER NOT NULL,
  published_at INTEGER,
  published_by_post_id INTEGER,
  UNIQUE (layer_id, number),
  CHECK (state = 'draft' OR effective_from IS NOT NULL),
  CHECK ((state = 'published') = (published_at IS NOT NULL))
) STRICT;

-- number: stays with the member through all edits; of members that share a border, the one with the smallest number holds what lies on it.
CREATE TABLE grid_member (
  version_id INTEGER NOT NULL REFERENCES grid_version (id),
  number INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  committee_id INTEGER,
  populated INTEGER NOT NULL,
  faulty INTEGER NOT NULL,
  area_m2 REAL NOT NULL,
  west REAL NOT NULL,
  south REAL NOT NULL,
  east REAL NOT NULL,
  north REAL NOT NULL,
  label_lng REAL NOT NULL,
  label_lat REAL NOT NULL,
  shape BLOB NOT NULL,
  PRIMARY KEY (version_id, number),
  UNIQUE (version_id, code)
) STRICT, WITHOUT ROWID;

-- The steps by which a draft was edited, and in grid_step_member what each member was before; NULL shape: it was not there.
CREATE TABLE grid_step (
  version_id INTEGER NOT NULL REFERENCES grid_version (id),
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  codes TEXT NOT NULL,
  post_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (version_id, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE grid_step_member (
  version_id INTEGER NOT NULL,
  step INTEGER NOT NULL,
  number INTEGER NOT NULL,
  code TEXT,
  name TEXT,
  committee_id INTEGER,
  populated INTEGER,
  faulty INTEGER,
  shape BLOB,
  PRIMARY KEY (version_id, step, number)
) STRICT, WITHOUT ROWID;

-- Where each address falls in each published version. Derived from points, tree and hand (grids/placement.h), in the transaction of what changes them;
-- versions that are over keep what they had. number NULL: nowhere.
CREATE TABLE grid_address (
  version_id INTEGER NOT NULL REFERENCES grid_version (id),
  address_id INTEGER NOT NULL,
  number INTEGER,
  way TEXT NOT NULL CHECK (way IN ('point', 'hand', 'below', 'above', 'none')),
  doubt TEXT CHECK (doubt IN ('outside', 'far', 'committee', 'spread')),
  PRIMARY KEY (version_id, address_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX grid_address_by_member ON grid_address (version_id, number, address_id);
CREATE INDEX grid_address_by_doubt ON grid_address (version_id, doubt, address_id) WHERE doubt IS NOT NULL;
CREATE INDEX grid_address_by_way ON grid_address (version_id, way, address_id);

-- An address put into a member by hand, by the member's code: it holds in later versions too, as long as they have the code.
CREATE TABLE grid_hand (
  layer_id INTEGER NOT NULL REFERENCES grid_layer (id),
  address_id INTEGER NOT NULL,
  code TEXT NOT NULL,
  reason TEXT NOT NULL,
  post_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (layer_id, address_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX grid_hand_by_address ON grid_hand (address_id);

-- Comparisons of responsibility areas with micro-grids as they were found, with the doors and residents of that day.
CREATE TABLE grid_crosswalk (
  id INTEGER PRIMARY KEY,
  area_id INTEGER NOT NULL,
  areas_version_id INTEGER NOT NULL REFERENCES grid_version (id),
  grids_version_id INTEGER NOT NULL REFERENCES grid_version (id),
  post_id INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  one_to_one REAL NOT NULL,
  common_m2 REAL NOT NULL,
  aligned INTEGER NOT NULL,
  area_count INTEGER NOT NULL,
  grid_count INTEGER NOT NULL
) STRICT;
CREATE INDEX grid_crosswalk_by_area ON grid_crosswalk (area_id, id);
CREATE INDEX grid_crosswalk_by_versions ON grid_crosswalk (areas_version_id, grids_version_id, id);
CREATE TABLE grid_crosswalk_member (
  crosswalk_id INTEGER NOT NULL REFERENCES grid_crosswalk (id),
  side TEXT NOT NULL CHECK (side IN ('areas', 'grids')),
  number INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  committee_id INTEGER,
  alignment TEXT NOT NULL,
  partner TEXT,
  iou REAL,
  area_m2 REAL NOT NULL,
  outside_m2 REAL NOT NULL,
  doors INTEGER NOT NULL,
  residents INTEGER NOT NULL,
  PRIMARY KEY (crosswalk_id, side, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE grid_crosswalk_pair (
  crosswalk_id INTEGER NOT NULL REFERENCES grid_crosswalk (id),
  area_number INTEGER NOT NULL,
  grid_number INTEGER NOT NULL,
  common_m2 REAL NOT NULL,
  iou REAL NOT NULL,
  partners INTEGER NOT NULL,
  doors INTEGER NOT NULL,
  residents INTEGER NOT NULL,
  PRIMARY KEY (crosswalk_id, area_number, grid_number)
) STRICT, WITHOUT ROWID;

-- What each member held at the end of a month, so that a report of that month stays what it was.
CREATE TABLE grid_month_load (
  layer_id INTEGER NOT NULL REFERENCES grid_layer (id),
  month TEXT NOT NULL,
  version_id INTEGER NOT NULL REFERENCES grid_version (id),
  number INTEGER NOT NULL,
  addresses INTEGER NOT NULL,
  doors INTEGER NOT NULL,
  doors_with_residents INTEGER NOT NULL,
  residents INTEGER NOT NULL,
  confirmed_within_year INTEGER NOT NULL,
  premises INTEGER NOT NULL,
  premises_residential INTEGER NOT NULL,
  organisations INTEGER NOT NULL,
  PRIMARY KEY (layer_id, month, number)
) STRICT, WITHOUT ROWID;
