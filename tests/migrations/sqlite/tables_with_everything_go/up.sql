-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

DROP VIEW w;

DROP VIEW v;

DROP TRIGGER log_made;

-- DANGER: every row of words is lost.
DROP TABLE words;

-- DANGER: every row of c is lost.
DROP TABLE c;

-- DANGER: every row of p is lost.
DROP TABLE p;
