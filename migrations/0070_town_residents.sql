-- module: town
-- What residents ask of the office, and by law what they are told later. Days are the town's civil days.

-- Texts are sealed under the key of the person (src/town/resident_request_store.h). due_on: the last day for an answer, moved once by an
-- extension. It lies where the person's record lies, so it has no area of its own.
CREATE TABLE resident_request (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  kind TEXT NOT NULL,
  field TEXT,
  text_sealed BLOB NOT NULL,
  sent_at INTEGER NOT NULL,
  due_on TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'answered')),
  extended_at INTEGER,
  extended_by INTEGER,
  extension_reason_sealed BLOB,
  answered_at INTEGER,
  answered_by INTEGER,
  outcome TEXT,
  reasons_sealed BLOB,
  CHECK ((state = 'answered') = (answered_at IS NOT NULL)),
  CHECK ((extended_at IS NULL) = (extension_reason_sealed IS NULL))
) STRICT;
CREATE INDEX resident_request_by_person ON resident_request (person_id);
CREATE INDEX resident_request_by_due ON resident_request (state, due_on, id);

-- The looks of a post at a person from from_at on, which the person is told after until_on only. Never moved: it can be ended before its time.
CREATE TABLE reading_delay (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person (id),
  post_id INTEGER NOT NULL REFERENCES post (id),
  reason TEXT NOT NULL,
  placed_at INTEGER NOT NULL,
  from_at INTEGER NOT NULL,
  until_on TEXT NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX reading_delay_by_person ON reading_delay (person_id, post_id);
