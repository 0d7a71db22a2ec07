-- module: work
-- Whether work led the post to the door (decision 44): a visit where nothing led frees no later reading. NULL: of before, or of a month that is over.
ALTER TABLE visit ADD COLUMN was_led INTEGER;
-- The last day whose list named the door: a code that no list has named for so long goes.
ALTER TABLE door_code ADD COLUMN used_on TEXT;
UPDATE door_code SET used_on = (SELECT max(p.day) FROM plan p);
-- How long the day is for who walks, as they say; NULL: as it ships. resized: how often it was said.
ALTER TABLE plan ADD COLUMN minutes INTEGER;
ALTER TABLE plan ADD COLUMN resized INTEGER;
