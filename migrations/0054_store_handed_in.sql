-- module: store
-- A series of ids of its own for what senders hand in (IdSeries::handed_in): it begins behind every id that was given so far.
INSERT INTO id_block (name, next) SELECT 'handed_in', next FROM id_block WHERE name = 'all';
