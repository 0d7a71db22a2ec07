-- module: registry
-- The register of "one standard, three actuals" (O2, C1, K1) and the ledger of its changes. Current values stand in one table per kind of
-- record; what they were, as known and as valid, follows from change. Columns named *_key are derived: they carry the rules that must hold
-- among current records and are NULL for every other.

-- One act of one post: an edit, an import, a merge. Undoing works on whole operations.
CREATE TABLE operation (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  area_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  post_id INTEGER NOT NULL,
  reason TEXT,
  known_at INTEGER NOT NULL,
  undoes_operation_id INTEGER,
  undone_by_operation_id INTEGER
) STRICT;
CREATE INDEX operation_by_area ON operation (area_id, id);

-- Who found it, entered it, verified it, how, when and on what evidence. Shared by the records of one operation where nothing differs.
CREATE TABLE provenance (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  how TEXT NOT NULL,
  finder TEXT,
  enterer_post_id INTEGER NOT NULL,
  enterer_account_id INTEGER NOT NULL,
  verifier TEXT,
  evidence TEXT,
  confirmed_at TEXT NOT NULL,
  known_at INTEGER NOT NULL
) STRICT;

-- A row per record touched: fields is a JSON object {"phone":[from,to]}; undoes_change_id names the change that this one takes back.
CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  fields TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  known_at INTEGER NOT NULL,
  provenance_id INTEGER NOT NULL REFERENCES provenance (id),
  reason TEXT,
  undoes_change_id INTEGER
) STRICT;
CREATE INDEX change_by_subject ON change (subject_kind, subject_id, id);
CREATE INDEX change_by_operation ON change (operation_id, id);

-- Where a field's provenance differs from its record's.
CREATE TABLE field_provenance (
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  field TEXT NOT NULL,
  provenance_id INTEGER NOT NULL REFERENCES provenance (id),
  PRIMARY KEY (subject_kind, subject_id, field)
) STRICT, WITHOUT ROWID;

-- A node of the address tree. element is its own text (88弄), canonical the whole; current_key is the parsed key of a current address.
CREATE TABLE address (
  id INTEGER PRIMARY KEY,
  area_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  provenance_id INTEGER NOT NULL REFERENCES provenance (id),
  confirmed_at TEXT NOT NULL,
  parent_id INTEGER REFERENCES address (id),
  level TEXT NOT NULL,
  element TEXT NOT NULL,
  canonical TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  lng REAL,
  lat REAL,
  datum TEXT,
  current_key TEXT UNIQUE
) STRICT;
CREATE INDEX address_by_parent ON address (parent_id, sort_key, id);
CREATE INDEX address_by_area ON address (area_id, level, sort_key, id);

CREATE TABLE address_alias (
  canonical TEXT NOT NULL,
  address_id INTEGER NOT NULL REFERENCES address (id),
  PRIMARY KEY (canonical, address_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX address_alias_by_address ON address_alias (address_id);

-- What stands at a leaf address: homes, shops, offices, factories.
CREATE TABLE premises (
  id INTEGER PRIMARY KEY,
  area_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  provenance_id INTEGER NOT NULL REFERENCES provenance (id),
  confirmed_at TEXT NOT NULL,
  address_id INTEGER NOT NULL REFERENCES address (id),
  "use" TEXT NOT NULL,
  owner_name TEXT,
  owner_phone TEXT,
  agent_name TEXT,
  agent_phone TEXT,
  headcount_limit INTEGER,
  address_key INTEGER UNIQUE
) STRICT;
CREATE INDEX premises_by_area ON premises (area_id, "use", confirmed_at);
CREATE INDEX premises_by_address ON premises (address_id);

CREATE TABLE premises_label (
  id INTEGER PRIMARY KEY,
  area_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  provenance_id INTEGER NOT NULL REFERENCES provenance (id),
  confirmed_at TEXT NOT NULL,
  premises_id INTEGER NOT NULL REFERENCES premises (id),
  label TEXT NOT NULL,
  evidence TEXT NOT NULL,
  note TEXT,
  from_day TEXT NOT NULL,
  to_day TEXT,
  open_key TEXT UNIQUE
) STRICT;
CREATE INDEX premises_label_by_premises ON premises_label (premises_id);

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  area_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  provenance_id INTEGER NOT NULL REFERENCES provenance (id),
  confirmed_at TEXT NOT NULL,
  name TEXT NOT NULL,
  document_type TEXT,
  document_number TEXT,
  sex TEXT,
  birth_date TEXT,
  phone TEXT,
  registered_place TEXT,
  category TEXT,
  merged_into INTEGER REFERENCES person (id),
  document_key TEXT UNIQUE,
  phone_key TEXT
) STRICT;
CREATE INDEX person_by_phone ON person (phone_key);

-- The areas from which a person may be seen: the person's own, and those of residences and employments. Derived.
CREATE TABLE person_area (
  person_id INTEGER NOT NULL REFERENCES person (id),
  area_id INTEGER NOT NULL,
  PRIMARY KEY (person_id, area_id)
) STRICT, WITHOUT ROWID;

-- main_key is the person's id while this is the current main residence: at most one at a time.
CREATE TABLE residence (
  id INTEGER PRIMARY KEY,
  area_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  provenance_id INTEGER NOT NULL REFERENCES provenance (id),
  confirmed_at TEXT NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  premises_id INTEGER NOT NULL REFERENCES premises (id),
  from_day TEXT NOT NULL,
  to_day TEXT,
  kind TEXT NOT NULL,
  relation TEXT,
  main_key INTEGER UNIQUE
) STRICT;
CREATE INDEX residence_by_person ON residence (person_id);
CREATE INDEX residence_by_premises ON residence (premises_id);
CREATE INDEX residence_by_area ON residence (area_id, state, confirmed_at);

CREATE TABLE organisation (
  id INTEGER PRIMARY KEY,
  area_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  provenance_id INTEGER NOT NULL REFERENCES provenance (id),
  confirmed_at TEXT NOT NULL,
  name TEXT NOT NULL,
  credit_code TEXT,
  kind TEXT,
  contact_name TEXT,
  contact_phone TEXT,
  premises_id INTEGER REFERENCES premises (id),
  credit_key TEXT UNIQUE
) STRICT;
CREATE INDEX organisation_by_area ON organisation (area_id, state, confirmed_at);
CREATE INDEX organisation_by_premises ON organisation (premises_id);

CREATE TABLE employment (
  id INTEGER PRIMARY KEY,
  area_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  provenance_id INTEGER NOT NULL REFERENCES provenance (id),
  confirmed_at TEXT NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  from_day TEXT NOT NULL,
  to_day TEXT,
  job TEXT,
  open_key TEXT UNIQUE
) STRICT;
CREATE INDEX employment_by_person ON employment (person_id);
CREATE INDEX employment_by_organisation ON employment (organisation_id);

-- L6, S2: adds, changes and cancellations per area, month and doer; residents' records apart from all others.
CREATE TABLE record_counter (
  area_id INTEGER NOT NULL,
  month TEXT NOT NULL,
  post_id INTEGER NOT NULL,
  records TEXT NOT NULL,
  adds INTEGER NOT NULL,
  changes INTEGER NOT NULL,
  cancellations INTEGER NOT NULL,
  PRIMARY KEY (area_id, month, post_id, records)
) STRICT, WITHOUT ROWID;

-- What a record is found by: names and their parts, pinyin, initials, elements of addresses. Prefix search on term. Derived.
CREATE TABLE search_term (
  term TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  PRIMARY KEY (term, subject_kind, subject_id)
) STRICT, WITHOUT ROWID;
