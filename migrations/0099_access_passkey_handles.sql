-- module: access
-- Each passkey is kept in its device under a handle of its own, so that no two registers at one domain, copies of each other or not, replace what
-- the other has made.

-- user_handle: NULL for those of before, which were kept by a hash of the account's number.
ALTER TABLE passkey ADD COLUMN user_handle BLOB;
