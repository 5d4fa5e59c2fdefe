-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE u DROP CONSTRAINT u_expr_b_excl;

ALTER TABLE u DROP CONSTRAINT u_expr_excl;

ALTER TABLE t DROP CONSTRAINT t_daterange_excl;

ALTER TABLE u ADD CONSTRAINT u_expr_excl EXCLUDE USING btree ((a + b) WITH =);
