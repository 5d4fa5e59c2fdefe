-- Back again.
SET SESSION lock_wait_timeout = 5;

DROP VIEW w;

DROP VIEW v;

ALTER TABLE users
  MODIFY COLUMN id bigint NOT NULL,
  MODIFY COLUMN name varchar(80) NOT NULL;

-- DANGER: every value of users.bio is lost.
ALTER TABLE users DROP COLUMN bio;

CREATE VIEW v AS SELECT * FROM users;

CREATE VIEW w AS SELECT name FROM v;
