CREATE TABLE users (
  id bigint PRIMARY KEY,
  email text,
  login text,
  team integer,
  CONSTRAINT one_login UNIQUE NULLS NOT DISTINCT (login),
  CONSTRAINT one_each UNIQUE (team, login) INCLUDE (email)
);
