-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE bills DROP CONSTRAINT bills_total_check;

DROP VIEW big;

ALTER DOMAIN amount RENAME TO amount_old;

CREATE DOMAIN amount AS integer CONSTRAINT amount_check CHECK (VALUE >= 0);

ALTER TABLE bills ALTER COLUMN total DROP DEFAULT;

-- DANGER: what stands behind the point is rounded away in bills.total.
ALTER TABLE bills ALTER COLUMN total TYPE amount USING total::integer::amount;

-- DANGER: what stands behind the point is rounded away in bills.parts.
ALTER TABLE bills ALTER COLUMN parts TYPE amount[] USING parts::integer[]::amount[];

ALTER TABLE bills ALTER COLUMN total SET DEFAULT 0;

ALTER TABLE bills ADD CONSTRAINT bills_total_check CHECK (total < 1000);

CREATE VIEW big AS SELECT id, total FROM bills WHERE total > 100;

DROP DOMAIN amount_old;
