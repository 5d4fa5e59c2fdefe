CREATE TABLE users (
  id bigint PRIMARY KEY,
  name text NOT NULL
);
CREATE VIEW everybody AS SELECT id, name FROM users;
CREATE MATERIALIZED VIEW counted AS SELECT id, count(*) AS count FROM everybody GROUP BY id;
CREATE UNIQUE INDEX counted_id ON counted (id);
COMMENT ON VIEW everybody IS 'All of them';
GRANT SELECT ON everybody TO PUBLIC;
