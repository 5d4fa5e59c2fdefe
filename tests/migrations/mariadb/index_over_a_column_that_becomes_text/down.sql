-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP INDEX by_a,
  DROP INDEX by_b,
  MODIFY COLUMN a varchar(40),
  MODIFY COLUMN b varchar(40),
  ADD INDEX by_a (a),
  ADD UNIQUE INDEX by_b (b);
