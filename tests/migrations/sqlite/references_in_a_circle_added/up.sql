-- Written by `rowtype diff`; read it before it runs.

ALTER TABLE a ADD COLUMN b INTEGER REFERENCES b (id);

ALTER TABLE b ADD COLUMN a INTEGER REFERENCES a (id);
