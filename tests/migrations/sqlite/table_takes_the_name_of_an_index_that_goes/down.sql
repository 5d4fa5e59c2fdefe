-- Back again.
PRAGMA foreign_keys = OFF;

-- DANGER: every row of words is lost.
DROP TABLE words;

CREATE INDEX words ON t (a);
