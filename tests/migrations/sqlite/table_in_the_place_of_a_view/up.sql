-- Written by `rowtype diff`; read it before it runs.

DROP VIEW w;

DROP VIEW v;

ALTER TABLE t RENAME TO v;

CREATE TABLE x (
  a INTEGER
);

CREATE VIEW w AS SELECT id FROM v;
