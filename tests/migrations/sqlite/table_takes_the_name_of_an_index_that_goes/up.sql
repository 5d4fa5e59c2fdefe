-- Written by `rowtype diff`; read it before it runs.

DROP INDEX words;

CREATE TABLE words (
  a TEXT
);
