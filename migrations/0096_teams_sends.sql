-- module: teams
-- Of which message a robot's line is: what is withdrawn before it was sent is not said. NULL: of none.
ALTER TABLE team_robot_send ADD COLUMN message_id INTEGER;
-- Since when a duty is settled so; of a committee that has ended it goes in the end.
ALTER TABLE team_duty_share ADD COLUMN set_on TEXT;
CREATE INDEX team_read_to_by_age ON team_read_to (up_to);
