-- Written by `rowtype diff`; read it before it runs.

ALTER TABLE t RENAME COLUMN a TO "a b";
