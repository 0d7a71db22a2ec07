-- module: teams
-- The streams that were told of an instruction: once each, and where a receipt belongs when its branch is received.
CREATE INDEX team_message_of_instruction ON team_message (ref_id, area_id) WHERE kind = 'instruction';
-- What the nights look for.
CREATE INDEX team_considered_by_age ON team_considered (noted_on);
CREATE INDEX team_list_check_by_age ON team_list_check (on_day);
CREATE INDEX team_guidance_by_age ON team_guidance (on_day, id);
