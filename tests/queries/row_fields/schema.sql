CREATE TYPE money_amount AS (currency text, amount numeric);
CREATE TABLE items (id int PRIMARY KEY, price money_amount NOT NULL, old_price money_amount, history money_amount[]);
