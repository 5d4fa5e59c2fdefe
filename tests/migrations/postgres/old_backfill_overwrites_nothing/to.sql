CREATE TYPE mood AS ENUM ('b');
CREATE TABLE t (
  id bigint PRIMARY KEY,
  email text NOT NULL,
  -- @backfill lower(email)
  login varchar(80) NOT NULL,
  -- @backfill 'a'
  mood mood NOT NULL
);
