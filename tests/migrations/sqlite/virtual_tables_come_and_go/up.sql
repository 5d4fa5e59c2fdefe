-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE VIRTUAL TABLE new USING fts5(a, tokenize = "unicode61 remove_diacritics 2");

-- DANGER: every row of old is lost.
DROP TABLE old;
