-- module: work
-- What the nights look for: tasks by when they were closed, ended key premises by their last day, practice cases by when they were noted, ended
-- campaigns by their last day.
CREATE INDEX task_closed ON task (closed_at, id) WHERE closed_at IS NOT NULL;
CREATE INDEX key_premises_ended ON key_premises (until, id) WHERE until IS NOT NULL;
CREATE INDEX practice_case_by_age ON practice_case (noted_at, id);
CREATE INDEX campaign_ended ON campaign (until_day, id) WHERE state = 'ended';
-- The newest visits of an area, for the lists of posts that cover few.
CREATE INDEX visit_newest_of_area ON visit (area_id, id);
