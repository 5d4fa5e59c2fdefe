-- Back again.
PRAGMA foreign_keys = OFF;

CREATE VIRTUAL TABLE old USING fts5(a, b, prefix = '2 3');

-- DANGER: every row of new is lost.
DROP TABLE new;
