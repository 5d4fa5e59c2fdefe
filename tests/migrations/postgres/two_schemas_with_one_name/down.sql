-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE b.t DROP CONSTRAINT t_a_fkey;

DROP INDEX b.t_kind;

ALTER TYPE a.kind RENAME TO kind_old;

CREATE TYPE a.kind AS ENUM ('x');

ALTER TABLE a.t ALTER COLUMN kind TYPE a.kind USING kind::text::a.kind;

ALTER TABLE a.t ALTER COLUMN kind DROP NOT NULL;

ALTER TABLE b.t ADD CONSTRAINT t_a_fkey FOREIGN KEY (a) REFERENCES a.t (id);

DROP TYPE a.kind_old;
