-- Back again.
PRAGMA foreign_keys = OFF;

DROP VIEW w;

ALTER TABLE v RENAME TO t;

-- DANGER: every row of x is lost.
DROP TABLE x;

CREATE VIEW v AS SELECT id FROM t;

CREATE VIEW w AS SELECT id FROM v;
