-- module: registry
-- Records that were added in bulk and whose search terms are still to be written. Terms of many records go in best by their own order, which
-- is not that of a file: written row by row each lands on a page of its own. Empty but while a file is imported.
CREATE TABLE unindexed_record (
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  PRIMARY KEY (subject_kind, subject_id)
) STRICT, WITHOUT ROWID;
