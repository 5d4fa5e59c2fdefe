-- Written by `rowtype diff`; read it before it runs.

ALTER TABLE people RENAME TO users;
