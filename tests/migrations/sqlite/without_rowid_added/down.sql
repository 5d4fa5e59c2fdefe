-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_codes (
  code TEXT NOT NULL,
  label TEXT,
  PRIMARY KEY (code)
);

INSERT INTO rowtype_new_codes (code, label)
SELECT code, label
FROM codes;

DROP TABLE codes;

ALTER TABLE rowtype_new_codes RENAME TO codes;
