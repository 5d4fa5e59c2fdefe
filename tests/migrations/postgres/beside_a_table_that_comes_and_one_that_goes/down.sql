-- Back again.
SET LOCAL lock_timeout = '5s';

DROP VIEW known;

ALTER TABLE users ALTER COLUMN id TYPE integer;

CREATE TABLE old (
  user_id integer,
  CONSTRAINT old_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);

-- DANGER: every row of new is lost.
DROP TABLE new;
