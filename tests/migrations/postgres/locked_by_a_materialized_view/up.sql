-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey;

DROP MATERIALIZED VIEW known;

DROP VIEW plain;

ALTER TABLE users ALTER COLUMN id TYPE bigint;

ALTER TABLE orders ALTER COLUMN user_id TYPE bigint;

CREATE VIEW plain AS SELECT id FROM users;

CREATE MATERIALIZED VIEW known AS SELECT id FROM plain;

ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id);
