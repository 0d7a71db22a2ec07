-- module: intake
-- What was left where a list was applied as a whole because its door waits for the officer (C5, O5); NULL in what was applied before.
ALTER TABLE roster ADD COLUMN held_count INTEGER;
