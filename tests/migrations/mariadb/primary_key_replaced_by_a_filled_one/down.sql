-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP PRIMARY KEY,
  ADD COLUMN id int NOT NULL AUTO_INCREMENT FIRST,
  ADD PRIMARY KEY (id);

-- DANGER: every value of t.code is lost.
ALTER TABLE t DROP COLUMN code;
