-- module: jobs
-- What a job is called on the screen, and the file that it made: in parts, so that neither side ever holds the whole of a large one.
ALTER TABLE job ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE job DROP COLUMN result_file;

CREATE TABLE job_file_part (
  job_id INTEGER NOT NULL REFERENCES job (id),
  number INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (job_id, number)
) STRICT;
