-- module: access
-- What the owner of an account is told of it: a passkey that was added, another authenticator, a device that had not signed in before. Instants are
-- UTC microseconds.

-- device: class of user agent of the session that did it, as among one's own sessions. session_id: that session, which is not told and has no say;
-- it may have ended. passkey_id: which one was added, if it is still there. about_id: whose owner said that it was not them. answered_at: when its
-- owner took it for their own; a device that signed in stays with it, as one that is known.
CREATE TABLE account_notice (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  device TEXT NOT NULL,
  session_id INTEGER NOT NULL,
  passkey_id INTEGER,
  about_id INTEGER,
  answered_at INTEGER
) STRICT;
CREATE INDEX account_notice_by_account ON account_notice (account_id);
