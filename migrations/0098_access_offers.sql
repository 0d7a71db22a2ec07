-- module: access
-- The challenge for a new passkey has a place of its own: a proof by passkey that is asked for meanwhile takes another. Instants are UTC microseconds.

-- offer_hash: SHA-256 of the challenge that the session was given last for registering; challenge_hash is that for showing one that is there.
ALTER TABLE session ADD COLUMN offer_hash BLOB;
ALTER TABLE session ADD COLUMN offer_until INTEGER;
ALTER TABLE session DROP COLUMN challenge_use;
