-- module: grids
-- job_id: of the job that lets the version take effect, while it does and when it has. cut_short: a proposal whose search ended at its limit of work.
ALTER TABLE grid_version ADD COLUMN job_id INTEGER;
ALTER TABLE grid_version ADD COLUMN cut_short INTEGER NOT NULL DEFAULT 0;
