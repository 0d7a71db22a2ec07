-- module: registry
-- Whom nothing is left of but the number: a person, with the residences and employments that went with it, or an account. The row is what an
-- undoing and a restored backup are held against; it names nobody.
CREATE TABLE erased_record (
  subject_kind TEXT NOT NULL CHECK (subject_kind IN ('person', 'residence', 'employment', 'account')),
  subject_id INTEGER NOT NULL,
  erased_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (subject_kind, subject_id)
) STRICT, WITHOUT ROWID;

-- A person whose record must stay for a time, whatever its clock says. It holds to the end of until_day, unless it is lifted before.
CREATE TABLE legal_hold (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL,
  reason TEXT NOT NULL,
  account_id INTEGER NOT NULL,
  post_id INTEGER NOT NULL,
  held_at INTEGER NOT NULL,
  until_day TEXT NOT NULL,
  lifted_at INTEGER,
  lifted_by_account_id INTEGER,
  CHECK ((lifted_at IS NULL) = (lifted_by_account_id IS NULL))
) STRICT;
CREATE INDEX legal_hold_by_person ON legal_hold (person_id, until_day);

-- When an account was found disabled by the nightly job; empty while it is not.
ALTER TABLE account ADD COLUMN disabled_at INTEGER;
