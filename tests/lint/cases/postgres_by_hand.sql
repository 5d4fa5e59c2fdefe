-- file: migrations/1_init.up.sql
CREATE TABLE customers (id integer PRIMARY KEY, name char(20), joined timestamp, data json, debt money);
CREATE TABLE orders (id bigserial PRIMARY KEY, customer_id bigint REFERENCES customers (id), state text);
CREATE TABLE log (at timestamptz);
CREATE VIEW names AS SELECT name FROM customers;
CREATE TYPE mood AS ENUM ('glad');
-- file: migrations/2_much.up.sql
BEGIN;
SET statement_timeout = '1h';
CREATE UNIQUE INDEX CONCURRENTLY orders_state ON orders (state);
ALTER TABLE orders ADD COLUMN note text NOT NULL, ADD COLUMN token uuid DEFAULT gen_random_uuid(), ADD CHECK (state <> '');
ALTER TABLE orders ADD COLUMN mood mood;
ALTER TYPE mood ADD VALUE 'sad';
UPDATE orders SET mood = 'sad';
DELETE FROM log WHERE at NOT IN (SELECT joined FROM customers);
DROP VIEW names CASCADE;
TRUNCATE log;
LOCK TABLE customers;
COMMIT;
-- file: migrations/3_new.up.sql
-- rowtype: no-transaction
SET LOCAL lock_timeout = '2s';
CREATE INDEX CONCURRENTLY IF NOT EXISTS log_at ON log (at);
VACUUM log;
-- file: migrations/4_rows.up.sql
SET LOCAL statement_timeout = 0;
WITH gone AS (SELECT id FROM customers WHERE id < 0) DELETE FROM orders;
WITH gone AS (DELETE FROM customers WHERE id < 0 RETURNING id) DELETE FROM orders WHERE customer_id IN (SELECT id FROM gone);
