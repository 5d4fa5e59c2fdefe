-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

CREATE TABLE u (
  id bigint unsigned NOT NULL AUTO_INCREMENT,
  b int,
  PRIMARY KEY (id),
  UNIQUE INDEX b (b),
  UNIQUE INDEX b_2 (b)
);

