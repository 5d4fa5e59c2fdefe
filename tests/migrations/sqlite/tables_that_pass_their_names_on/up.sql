-- Written by `rowtype diff`; read it before it runs.

ALTER TABLE b RENAME TO c;

ALTER TABLE a RENAME TO b;
