-- Back again.
PRAGMA foreign_keys = OFF;

DROP INDEX users_name;

DROP TRIGGER users_told;

ALTER TABLE users RENAME TO users_aside;

ALTER TABLE people RENAME TO users;

-- DANGER: every row of users_aside is lost.
DROP TABLE users_aside;

CREATE INDEX users_name ON users (name);

CREATE TRIGGER users_told AFTER INSERT ON users BEGIN UPDATE notes SET by = by; END;
