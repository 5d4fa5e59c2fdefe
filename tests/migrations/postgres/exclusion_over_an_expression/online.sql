-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE u DROP CONSTRAINT u_expr_excl;

ALTER TABLE t ADD CONSTRAINT t_daterange_excl EXCLUDE USING gist (daterange(a, b) WITH &&);

ALTER TABLE u ADD CONSTRAINT u_expr_b_excl EXCLUDE USING btree ((a + b) WITH =, b WITH =);

ALTER TABLE u ADD CONSTRAINT u_expr_excl EXCLUDE USING btree ((a - b) WITH =);

