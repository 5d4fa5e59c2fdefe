-- Back again.
PRAGMA foreign_keys = OFF;

DROP VIEW v;

-- DANGER: every row of wr is lost.
DROP TABLE wr;

-- DANGER: every row of "a b" is lost.
DROP TABLE "a b";
