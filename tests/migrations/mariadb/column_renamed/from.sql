CREATE TABLE users (
  id bigint PRIMARY KEY,
  bio varchar(500) CHECK (length(bio) < 500),
  KEY (bio),
  CHECK (bio <> '')
);
