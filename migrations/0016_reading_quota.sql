-- module: access
-- How long a purpose holds that was stated for a sitting; afterwards it is asked for again.
ALTER TABLE session ADD COLUMN purpose_until INTEGER;

-- Single readings of each post and day: persons opened, numbers shown in full. Counted in the transaction that writes their audit entries, so
-- that no instance reads beyond a quota which another has used up. extended_for: the reason for which the day's quota was doubled, once.

CREATE TABLE reading_count (
  post_id INTEGER NOT NULL REFERENCES post (id),
  day TEXT NOT NULL,
  readings INTEGER NOT NULL CHECK (readings >= 0),
  extended_for TEXT,
  PRIMARY KEY (post_id, day)
) STRICT, WITHOUT ROWID;
