-- module: work
-- Key premises, flagged sites, patrols, inspections and obligations (work plan K2, L3, L4, O4, K6, L8, O8). No row names a person of the register.
-- What lies at premises or with an organisation has no area of its own: it lies where they lie. Days are the town's.

-- kind: of the rule set K2 in force. reason: a code. exempt: taken off the list by hand although the rule still holds. open_key: the premises'
-- id while it is listed or exempt, so that premises are on the list once.
CREATE TABLE key_premises (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  premises_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('rule', 'hand', 'report')),
  state TEXT NOT NULL CHECK (state IN ('listed', 'exempt', 'ended')),
  reason TEXT NOT NULL,
  since TEXT NOT NULL,
  until TEXT,
  by_post INTEGER NOT NULL,
  open_key INTEGER UNIQUE,
  CHECK ((state = 'ended') = (until IS NOT NULL)),
  CHECK ((state = 'ended') = (open_key IS NULL))
) STRICT;
CREATE INDEX key_premises_by_premises ON key_premises (premises_id);
CREATE INDEX key_premises_by_state ON key_premises (state, id);

-- What a helper or a member of a team reports: the standard form of an address and a kind, no text. area_id: of the reporting post.
CREATE TABLE key_premises_report (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  post_id INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  address TEXT NOT NULL,
  kind TEXT NOT NULL,
  reported_on TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('received', 'used', 'not_used')),
  premises_id INTEGER,
  decided_by INTEGER,
  decided_on TEXT,
  CHECK ((state = 'received') = (decided_on IS NULL)),
  CHECK ((state = 'used') = (premises_id IS NOT NULL))
) STRICT;
CREATE INDEX key_premises_report_by_area ON key_premises_report (area_id, state, id);
CREATE INDEX key_premises_report_by_post ON key_premises_report (post_id, id);

-- A flagged site (挂牌): premises, or a stretch of a street in words.
CREATE TABLE flagged_site (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  place TEXT NOT NULL,
  premises_id INTEGER,
  level TEXT NOT NULL,
  flagged_on TEXT NOT NULL,
  flagged_by INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
  closed_on TEXT,
  closed_by INTEGER,
  CHECK ((state = 'closed') = (closed_on IS NOT NULL))
) STRICT;
CREATE INDEX flagged_site_by_area ON flagged_site (area_id, state, id);

CREATE TABLE site_step (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES flagged_site (id),
  measure TEXT NOT NULL,
  owner_post INTEGER NOT NULL,
  due TEXT NOT NULL,
  done_on TEXT,
  done_by INTEGER
) STRICT;
CREATE INDEX site_step_by_site ON site_step (site_id, due, id);

CREATE TABLE site_check (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES flagged_site (id),
  on_day TEXT NOT NULL,
  post_id INTEGER NOT NULL,
  result TEXT NOT NULL
) STRICT;
CREATE INDEX site_check_by_site ON site_check (site_id, id);

-- hour: of the town's day, empty once the month is over (boundaries.md 7); and no track: where somebody was when is not kept.
CREATE TABLE patrol (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  post_id INTEGER NOT NULL,
  planned_by INTEGER NOT NULL,
  planned_on TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('planned', 'done', 'dropped')),
  done_on TEXT,
  hour INTEGER CHECK (hour BETWEEN 0 AND 23),
  CHECK ((state = 'done') = (done_on IS NOT NULL))
) STRICT;
CREATE INDEX patrol_by_area ON patrol (area_id, state, planned_on, id);
CREATE INDEX patrol_by_post ON patrol (post_id, state, planned_on, id);

CREATE TABLE patrol_place (
  patrol_id INTEGER NOT NULL REFERENCES patrol (id),
  number INTEGER NOT NULL,
  place TEXT NOT NULL,
  PRIMARY KEY (patrol_id, number)
) STRICT, WITHOUT ROWID;

-- place: the number of one of the patrol's places. became: what it was handed to.
CREATE TABLE patrol_notice (
  id INTEGER PRIMARY KEY,
  patrol_id INTEGER NOT NULL REFERENCES patrol (id),
  place INTEGER NOT NULL,
  what TEXT NOT NULL,
  note TEXT NOT NULL,
  became TEXT CHECK (became IN ('task', 'report', 'inspection')),
  became_id INTEGER,
  CHECK ((became IS NULL) = (became_id IS NULL))
) STRICT;
CREATE INDEX patrol_notice_by_patrol ON patrol_notice (patrol_id, id);

CREATE TABLE inspection (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  area_id INTEGER NOT NULL,
  post_id INTEGER,
  subject TEXT NOT NULL,
  result TEXT NOT NULL,
  finding TEXT NOT NULL,
  by_post INTEGER NOT NULL,
  on_day TEXT NOT NULL,
  answer_due TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'closed')),
  answer TEXT,
  answered_by INTEGER,
  answered_on TEXT,
  used_for TEXT,
  closed_on TEXT,
  CHECK ((answer IS NULL) = (answered_on IS NULL)),
  CHECK ((state = 'closed') = (closed_on IS NOT NULL))
) STRICT;
CREATE INDEX inspection_by_area ON inspection (area_id, state, id);
CREATE INDEX inspection_by_post ON inspection (post_id, state, id);
CREATE INDEX inspection_by_day ON inspection (on_day);

-- 督促: a reminder with its reason, about one thing, to a post. area_id: of the post it goes to.
CREATE TABLE urging (
  id INTEGER PRIMARY KEY,
  area_id INTEGER NOT NULL,
  to_post INTEGER NOT NULL,
  by_post INTEGER NOT NULL,
  about TEXT NOT NULL,
  about_id INTEGER,
  reason TEXT NOT NULL,
  sent_on TEXT NOT NULL,
  seen_on TEXT
) STRICT;
CREATE INDEX urging_by_receiver ON urging (to_post, id);
CREATE INDEX urging_by_sender ON urging (by_post, id);
CREATE INDEX urging_by_day ON urging (sent_on);

-- Whose own duty it is to have people registered: of a landlord at premises, of an employer or agent as an organisation. Nobody is named.
CREATE TABLE obligation (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('landlord', 'employer', 'agent')),
  premises_id INTEGER,
  organisation_id INTEGER,
  opened_on TEXT NOT NULL,
  opened_by INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
  closed_as TEXT,
  closed_on TEXT,
  CHECK ((premises_id IS NULL) <> (organisation_id IS NULL)),
  CHECK ((kind = 'landlord') = (premises_id IS NOT NULL)),
  CHECK ((state = 'closed') = (closed_on IS NOT NULL))
) STRICT;
CREATE INDEX obligation_by_premises ON obligation (premises_id);
CREATE INDEX obligation_by_organisation ON obligation (organisation_id);
CREATE INDEX obligation_by_state ON obligation (state, closed_on);

-- A reminder, a declaration received, a notice, or how a penalty came out. how: by which way. No money, no text.
CREATE TABLE obligation_entry (
  id INTEGER PRIMARY KEY,
  obligation_id INTEGER NOT NULL REFERENCES obligation (id),
  what TEXT NOT NULL CHECK (what IN ('reminder', 'declaration', 'notice', 'penalty')),
  how TEXT NOT NULL,
  on_day TEXT NOT NULL,
  post_id INTEGER NOT NULL
) STRICT;
CREATE INDEX obligation_entry_by_obligation ON obligation_entry (obligation_id, id);
CREATE INDEX obligation_entry_by_day ON obligation_entry (on_day);

-- Publicity (宣传, 反诈): what, through which channel, how many it reached. helper_kind: the force whose channel it was (N8).
CREATE TABLE publicity_action (
  id INTEGER PRIMARY KEY,
  area_id INTEGER NOT NULL,
  on_day TEXT NOT NULL,
  subject TEXT NOT NULL,
  channel TEXT NOT NULL,
  reach INTEGER NOT NULL CHECK (reach >= 0),
  helper_kind TEXT,
  post_id INTEGER NOT NULL
) STRICT;
CREATE INDEX publicity_action_by_area ON publicity_action (area_id, on_day, id);
CREATE INDEX publicity_action_by_day ON publicity_action (on_day);
