-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_codes (
  code TEXT NOT NULL,
  label TEXT,
  PRIMARY KEY (code)
) WITHOUT ROWID;

INSERT INTO rowtype_new_codes (code, label)
SELECT code, label
FROM codes;

DROP TABLE codes;

ALTER TABLE rowtype_new_codes RENAME TO codes;
