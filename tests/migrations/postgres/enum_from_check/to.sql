CREATE TYPE role AS ENUM ('member', 'admin');
CREATE TABLE users (
  id bigint PRIMARY KEY,
  role role NOT NULL DEFAULT 'member'
);
