-- Back again.
SET LOCAL lock_timeout = '5s';

DROP VIEW logins;

ALTER TABLE t DROP COLUMN login;

ALTER TABLE t ADD COLUMN login text GENERATED ALWAYS AS (lower(email)) STORED;

ALTER TABLE t ADD CONSTRAINT t_login_key UNIQUE (login);

CREATE VIEW logins AS SELECT login FROM t;
