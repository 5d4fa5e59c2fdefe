-- Written by `rowtype diff`; read it before it runs.

ALTER TABLE t RENAME TO t_all;

ALTER TABLE t_all ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;

CREATE VIEW t AS SELECT id, a FROM t_all WHERE gone = 0;
