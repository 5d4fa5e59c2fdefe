-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE a DROP CONSTRAINT a_pkey;

CREATE SEQUENCE b_id_seq AS integer OWNED BY b.id;

ALTER TABLE b ALTER COLUMN id SET DEFAULT nextval('b_id_seq');

SELECT setval(pg_get_serial_sequence('b', 'id'), coalesce(max(id), 0) + 1, false) FROM b;

-- DANGER: every value of a.id is lost.
ALTER TABLE a DROP COLUMN id;
