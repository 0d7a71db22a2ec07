-- module: access
-- Two persons: what one asked for and another decides. A row is never changed but for how it went on; content and digest say what was asked for.

-- area_id: what a second person has to cover; NULL: all that the asking post covers. post_id, recipient_id: which post an account is to get.
-- alone_from: from when the asker may do it alone, if nobody objected; NULL: never. lapsed_at: asker or decider was disabled, which is for good.
-- people: how many it concerned when it was asked for. job_id: what it began once it was approved, and alone may use it.
CREATE TABLE approval (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('bulk_export', 'bulk_erasure', 'role_grant')),
  state TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'refused', 'withdrawn', 'used')),
  area_id INTEGER REFERENCES area (id),
  post_id INTEGER REFERENCES post (id),
  recipient_id INTEGER REFERENCES account (id),
  content TEXT NOT NULL,
  digest TEXT NOT NULL,
  people INTEGER NOT NULL CHECK (people >= 0),
  reason TEXT NOT NULL,
  asker_account_id INTEGER NOT NULL REFERENCES account (id),
  asker_post_id INTEGER NOT NULL REFERENCES post (id),
  asked_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  decider_account_id INTEGER REFERENCES account (id),
  decider_post_id INTEGER REFERENCES post (id),
  decided_at INTEGER,
  answer TEXT NOT NULL DEFAULT '',
  used_at INTEGER,
  job_id INTEGER,
  alone_from INTEGER,
  lapsed_at INTEGER,
  CHECK ((decider_account_id IS NULL) = (decider_post_id IS NULL)),
  CHECK (decider_account_id IS NULL OR decider_account_id <> asker_account_id),
  CHECK (state NOT IN ('approved', 'refused') OR decider_account_id IS NOT NULL),
  CHECK (state <> 'used' OR decider_account_id IS NOT NULL OR alone_from IS NOT NULL),
  CHECK ((state = 'used') = (used_at IS NOT NULL)),
  CHECK ((kind = 'role_grant') = (post_id IS NOT NULL AND recipient_id IS NOT NULL))
) STRICT;
CREATE INDEX approval_by_state ON approval (state, expires_at);
CREATE INDEX approval_by_asker ON approval (asker_account_id, id);
