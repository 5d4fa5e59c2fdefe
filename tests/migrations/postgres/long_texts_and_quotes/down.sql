-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t DROP CONSTRAINT t_b_check;

ALTER TABLE t ALTER COLUMN a SET DEFAULT 'don''t';

COMMENT ON TABLE t IS 'It''s; not -- a comment';

-- DANGER: every value of t.b is lost.
ALTER TABLE t DROP COLUMN b;
