-- Written by `rowtype diff`; read it before it runs.

ALTER TABLE t RENAME COLUMN c TO d;

ALTER TABLE t RENAME COLUMN b TO c;

ALTER TABLE t RENAME COLUMN a TO b;
