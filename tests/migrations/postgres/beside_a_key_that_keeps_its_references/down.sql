-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey;

ALTER TABLE users ALTER COLUMN id TYPE integer;

ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON UPDATE CASCADE;
