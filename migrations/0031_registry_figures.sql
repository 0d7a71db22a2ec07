-- module: registry
-- What the register holds, counted while it is written: RegisterWriter adds to it in the transaction of every change, so that an overview of
-- a million residents reads a few hundred rows. Rows are kept per post that wrote, as in record_counter, so that two posts never wait for
-- one row; a figure is the sum over posts. part: residential or other (premises by use), a category, or a day of confirmation.
CREATE TABLE register_figure (
  area_id INTEGER NOT NULL,
  figure TEXT NOT NULL,
  part TEXT NOT NULL,
  post_id INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (area_id, figure, part, post_id)
) STRICT, WITHOUT ROWID;
