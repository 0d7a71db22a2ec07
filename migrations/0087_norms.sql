-- module: norms
-- Versions of the town's six norms (K1-K6). Of a norm, that with the latest effective_from up to a day holds on it, of several of one day the one
-- made last; before the first, what ships. Rows are only ever added, except that one whose day has not come may be withdrawn.
CREATE TABLE norm_version (
  id INTEGER PRIMARY KEY,
  norm TEXT NOT NULL,
  effective_from TEXT NOT NULL,
  reason TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  post_id INTEGER NOT NULL
) STRICT;
CREATE INDEX norm_version_by_day ON norm_version (norm, effective_from, id);

-- Every field of the norm as it is in the version; whole numbers and shares alike.
CREATE TABLE norm_value (
  version_id INTEGER NOT NULL REFERENCES norm_version (id),
  field TEXT NOT NULL,
  amount REAL NOT NULL,
  PRIMARY KEY (version_id, field)
) STRICT, WITHOUT ROWID;

-- K2: which premises are key premises. labels: codes with commas between.
CREATE TABLE norm_premises_kind (
  version_id INTEGER NOT NULL REFERENCES norm_version (id),
  ordinal INTEGER NOT NULL,
  code TEXT NOT NULL,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  labels TEXT NOT NULL,
  least_people INTEGER NOT NULL,
  visit_every_days INTEGER NOT NULL,
  PRIMARY KEY (version_id, ordinal)
) STRICT, WITHOUT ROWID;
