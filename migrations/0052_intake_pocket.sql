-- module: intake
-- Pocket rosters (S3): whom a sender's lists name, as the sender wrote it, so that one line can be mended and only what changed is asked. Filled
-- from the sender's own lists alone; nothing of the register comes in here.
CREATE TABLE pocket_line (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  post_id INTEGER NOT NULL,
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('area', 'address', 'organisation')),
  scope_id INTEGER NOT NULL,
  scope_name TEXT NOT NULL,
  identity TEXT NOT NULL,
  name TEXT NOT NULL,
  document_number TEXT NOT NULL,
  phone TEXT NOT NULL,
  address TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('listed', 'left')),
  roster_id INTEGER NOT NULL,
  listed_on TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX pocket_line_by_identity ON pocket_line (post_id, scope_kind, scope_id, identity);
CREATE INDEX pocket_line_by_state ON pocket_line (post_id, state, id);
CREATE INDEX pocket_line_by_expiry ON pocket_line (expires_at);
