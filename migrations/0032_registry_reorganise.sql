-- module: registry
-- Reorganised committees: what an operation of kind reorganise was to do, so that a job can go on with it and undoing can take it back.
-- ends_from: everything moves and the committee ends; closed: it has ended by this operation.
CREATE TABLE reorganisation (
  operation_id INTEGER PRIMARY KEY REFERENCES operation (id),
  from_area_id INTEGER NOT NULL,
  to_area_id INTEGER NOT NULL,
  ends_from INTEGER NOT NULL CHECK (ends_from IN (0, 1)),
  closed INTEGER NOT NULL CHECK (closed IN (0, 1))
) STRICT;

-- People whose record lies in an area, with or without a residence there.
CREATE INDEX person_by_area ON person (area_id, id);

-- Who was merged into whom, asked before a record is taken back as never having been.
CREATE INDEX person_by_merged_into ON person (merged_into) WHERE merged_into IS NOT NULL;
