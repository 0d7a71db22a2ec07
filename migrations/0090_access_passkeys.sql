-- module: access
-- Passkeys (WebAuthn) as second factors, and the challenges that sessions answer with them. Instants are UTC microseconds.

-- challenge_hash: SHA-256 of the challenge that the session was given last; challenge_use: registration or assertion. A session has one, which is
-- taken once and goes with it.
ALTER TABLE session ADD COLUMN challenge_hash BLOB;
ALTER TABLE session ADD COLUMN challenge_use TEXT;
ALTER TABLE session ADD COLUMN challenge_until INTEGER;

-- credential_id: what the authenticator calls it, by which nobody else may have one. public_key: X.509 SubjectPublicKeyInfo, DER. sign_count: the
-- newest number of uses that the authenticator told; 0: it counts none.
CREATE TABLE passkey (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  credential_id BLOB NOT NULL UNIQUE,
  public_key BLOB NOT NULL,
  sign_count INTEGER NOT NULL,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER
) STRICT;
CREATE INDEX passkey_by_account ON passkey (account_id);
