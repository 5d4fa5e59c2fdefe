-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c DROP FOREIGN KEY c_ibfk_1;

ALTER TABLE t
  DROP INDEX by_name,
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (a);

ALTER TABLE c
  DROP INDEX tenant,
  ADD INDEX a (a);

-- DANGER: every value of t.tenant is lost.
ALTER TABLE t DROP COLUMN tenant;

-- DANGER: every value of c.tenant is lost.
ALTER TABLE c DROP COLUMN tenant;

ALTER TABLE c ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (a) REFERENCES t (a);
