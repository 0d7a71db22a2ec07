-- module: intake
-- What somebody noticed (N6) or tells about themselves (N4), by a short form: a roster of one row. None for lists.
ALTER TABLE roster ADD COLUMN report TEXT CHECK (report IN ('moved_in', 'moved_out', 'starts_work', 'left_work', 'premises', 'declared'));
