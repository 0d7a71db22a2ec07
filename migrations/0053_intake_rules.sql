-- module: intake
-- Standing rules (S3): what is done with a sender's lists as soon as they are compared, in the name of the post that set it, and within its area;
-- and what applying a list as a whole did, the last time.
CREATE TABLE roster_rule (
  id INTEGER PRIMARY KEY,
  sender_post_id INTEGER NOT NULL UNIQUE,
  account_id INTEGER NOT NULL,
  post_id INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  kinds TEXT NOT NULL,
  confirm_same INTEGER NOT NULL,
  set_at INTEGER NOT NULL
) STRICT;
CREATE INDEX roster_rule_by_area ON roster_rule (area_id, id);
ALTER TABLE roster ADD COLUMN applied_by_rule INTEGER;
ALTER TABLE roster ADD COLUMN applied_count INTEGER;
ALTER TABLE roster ADD COLUMN left_count INTEGER;
ALTER TABLE roster ADD COLUMN confirmed_count INTEGER;
