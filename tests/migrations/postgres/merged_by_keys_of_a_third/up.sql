-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE a ADD COLUMN y text;

UPDATE a SET y = (SELECT b.y FROM b WHERE b.user_id = a.user_id);

-- DANGER: every value of b.user_id is lost, and every value of b.y that no row of a belongs to is lost.
DROP TABLE b;
