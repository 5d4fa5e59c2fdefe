-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP INDEX one,
  DROP INDEX two,
  DROP INDEX three,
  DROP INDEX four,
  DROP INDEX words,
  DROP INDEX places,
  DROP INDEX six,
  ADD INDEX one (a),
  ADD INDEX two (b(10)),
  ADD INDEX three (c DESC),
  ADD INDEX four (c, a) COMMENT 'both',
  ADD INDEX five (c) USING HASH;
