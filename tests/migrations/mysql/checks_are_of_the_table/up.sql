-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP CONSTRAINT t_chk_1,
  DROP CONSTRAINT t_chk_2,
  ADD CONSTRAINT t_chk_1 CHECK (a > 1),
  ADD CONSTRAINT t_chk_2 CHECK (b > a) NOT ENFORCED;
