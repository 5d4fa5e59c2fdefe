-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE c DROP CONSTRAINT c_a_id_fkey;

ALTER TABLE b DROP CONSTRAINT b_a_id_fkey;

DROP VIEW all_of;

ALTER TABLE a ALTER COLUMN id TYPE integer;

ALTER TABLE b ALTER COLUMN a_id TYPE integer;

ALTER TABLE c ALTER COLUMN a_id TYPE integer;

CREATE VIEW all_of AS SELECT a.id, b.id AS b_id FROM a JOIN b ON b.a_id = a.id;

ALTER TABLE b ADD CONSTRAINT b_a_id_fkey FOREIGN KEY (a_id) REFERENCES a (id) ON DELETE CASCADE;

ALTER TABLE c ADD CONSTRAINT c_a_id_fkey FOREIGN KEY (a_id) REFERENCES a (id);
