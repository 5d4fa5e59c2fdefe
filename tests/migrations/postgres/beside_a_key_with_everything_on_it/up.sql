-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey;

ALTER TABLE users DROP CONSTRAINT users_boss_fkey;

ALTER TABLE orders DROP CONSTRAINT orders_total_check;

DROP VIEW large;

DROP VIEW totals;

DROP INDEX orders_of;

DROP INDEX orders_user;

ALTER TABLE users ALTER COLUMN id TYPE bigint;

ALTER TABLE users ALTER COLUMN boss TYPE bigint;

ALTER TABLE orders ALTER COLUMN total DROP DEFAULT;

ALTER TABLE orders ALTER COLUMN id TYPE bigint;

ALTER SEQUENCE orders_id_seq AS bigint;

ALTER TABLE orders ALTER COLUMN user_id TYPE bigint;

ALTER TABLE orders ALTER COLUMN total TYPE bigint;

ALTER TABLE orders ALTER COLUMN total SET DEFAULT 0;

ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0);

CREATE INDEX orders_user ON orders (user_id) WHERE total > 0;

CREATE INDEX orders_of ON orders (user_id, id);

CREATE VIEW totals AS SELECT users.id, sum(orders.total) AS total FROM users JOIN orders ON orders.user_id = users.id GROUP BY users.id;

CREATE VIEW large AS SELECT * FROM totals WHERE total > 10;

COMMENT ON VIEW large IS 'Large ones.';

ALTER TABLE users ADD CONSTRAINT users_boss_fkey FOREIGN KEY (boss) REFERENCES users (id);

ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE;

COMMENT ON INDEX orders_user IS 'For the list.';

COMMENT ON CONSTRAINT orders_user_id_fkey ON orders IS 'Whose.';
