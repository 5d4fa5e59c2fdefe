-- People.
CREATE TABLE users (
  id integer PRIMARY KEY,
  name character varying(80) NOT NULL DEFAULT 'x', -- @filter
  ok boolean CHECK (id > 0)
);
CREATE VIEW v AS
SELECT id FROM users;
