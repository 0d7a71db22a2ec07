-- module: registry
-- ID numbers and phones lie sealed (src/registry/sealed_field_store.h): *_sealed opens with the key of its record's owner in data_key, *_hash is a
-- keyed hash by which equal values are found. The columns of the plain values are there for registers from before; they are empty once the
-- first start has sealed what they held.
ALTER TABLE person ADD COLUMN document_number_sealed BLOB;
ALTER TABLE person ADD COLUMN phone_sealed BLOB;
ALTER TABLE person ADD COLUMN document_key_hash BLOB;
ALTER TABLE person ADD COLUMN phone_key_hash BLOB;
CREATE UNIQUE INDEX person_by_document_hash ON person (document_key_hash);
CREATE INDEX person_by_phone_hash ON person (phone_key_hash);
DROP INDEX person_by_phone;
ALTER TABLE premises ADD COLUMN owner_phone_sealed BLOB;
ALTER TABLE premises ADD COLUMN agent_phone_sealed BLOB;
ALTER TABLE organisation ADD COLUMN contact_phone_sealed BLOB;

-- Of a change, the fields that are sealed in its record; in fields stands which ones they are.
ALTER TABLE change ADD COLUMN fields_sealed BLOB;

-- Tables that may hold plain values from before, and up to where they are sealed. Empty but until the first start is over.
CREATE TABLE unsealed_table (
  name TEXT PRIMARY KEY,
  after_id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO unsealed_table (name, after_id) VALUES ('person', 0), ('premises', 0), ('organisation', 0), ('change', 0);

-- Rows of uploaded files lie sealed under a key of their upload. sealed = 0: from before.
ALTER TABLE upload_chunk ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0;
INSERT INTO unsealed_table (name, after_id) VALUES ('upload_chunk', 0);
