-- module: access
-- A signature is void once somebody else was given a way into the account: a link for a new password and a reset of the second factor together.
ALTER TABLE undertaking_signature ADD COLUMN voided_at INTEGER;
