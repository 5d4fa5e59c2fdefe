-- Written by `rowtype diff`; read it before it runs.

ALTER TABLE nodes ADD COLUMN parent INTEGER REFERENCES nodes (id);
