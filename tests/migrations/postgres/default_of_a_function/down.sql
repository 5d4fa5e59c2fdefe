-- Back again.
SET LOCAL lock_timeout = '5s';

-- DANGER: every value of t.word is lost.
ALTER TABLE t DROP COLUMN word;

DROP FUNCTION first_word();
