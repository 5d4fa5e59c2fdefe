-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  MODIFY COLUMN e enum('ä', 'b', 'ö'),
  MODIFY COLUMN s set('x', 'y') COLLATE utf8mb4_bin;
