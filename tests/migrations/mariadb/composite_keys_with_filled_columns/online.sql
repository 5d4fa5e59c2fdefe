-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c DROP FOREIGN KEY c_ibfk_1, ALGORITHM=INSTANT;

ALTER TABLE t ADD COLUMN tenant int AFTER a, ALGORITHM=INSTANT;

UPDATE t SET tenant = 1;

ALTER TABLE t
  DROP PRIMARY KEY,
  MODIFY COLUMN tenant int NOT NULL,
  ADD PRIMARY KEY (tenant, a),
  ADD UNIQUE INDEX by_name (tenant, n),
  ALGORITHM=INPLACE, LOCK=NONE;

ALTER TABLE c ADD COLUMN tenant int, ALGORITHM=INSTANT;

UPDATE c SET tenant = 1;

ALTER TABLE c
  DROP INDEX a,
  MODIFY COLUMN tenant int NOT NULL,
  ADD INDEX tenant (tenant, a),
  ALGORITHM=INPLACE, LOCK=NONE;

-- LOCK: nobody writes to c while it is copied for `ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (tenant, a) REFERENCES t (tenant, a)`.
ALTER TABLE c ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (tenant, a) REFERENCES t (tenant, a);

