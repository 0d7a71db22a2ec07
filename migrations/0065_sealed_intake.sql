-- module: intake
-- Numbers and phones of pocket lines lie sealed under a key of the sender's post; identity and finding.mark are keyed hashes, so that they
-- cannot be tried out without the keys.
ALTER TABLE pocket_line ADD COLUMN document_number_sealed BLOB;
ALTER TABLE pocket_line ADD COLUMN phone_sealed BLOB;
INSERT INTO unsealed_table (name, after_id) VALUES ('pocket_line', 0), ('finding', 0);
