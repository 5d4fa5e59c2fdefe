CREATE TABLE sales (id int PRIMARY KEY, shop text NOT NULL, total numeric NOT NULL);
CREATE MATERIALIZED VIEW by_shop AS SELECT shop, sum(total) AS total, count(*) AS n FROM sales GROUP BY shop;
CREATE UNIQUE INDEX by_shop_key ON by_shop (shop);
CREATE MATERIALIZED VIEW IF NOT EXISTS by_shop AS SELECT 1 AS one;
CREATE MATERIALIZED VIEW top (name, amount) USING heap AS SELECT shop, total FROM by_shop WHERE n > 10;
ALTER MATERIALIZED VIEW top RENAME COLUMN amount TO sum;
ALTER MATERIALIZED VIEW top RENAME TO best;
