-- Back again.
SET LOCAL lock_timeout = '5s';

DROP MATERIALIZED VIEW counted;

DROP VIEW everybody;

ALTER TABLE users ADD COLUMN old text;

ALTER TABLE users ALTER COLUMN id TYPE integer;

CREATE VIEW everybody AS SELECT id, name FROM users;

CREATE MATERIALIZED VIEW counted AS SELECT id, count(*) AS count FROM everybody GROUP BY id;

CREATE UNIQUE INDEX counted_id ON counted (id);

COMMENT ON VIEW everybody IS 'All of them';

GRANT SELECT ON everybody TO PUBLIC;
