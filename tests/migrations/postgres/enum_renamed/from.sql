CREATE TYPE role AS ENUM ('admin', 'user');

CREATE TABLE users (
  id integer PRIMARY KEY,
  role role NOT NULL DEFAULT 'user',
  former role[]
);

CREATE VIEW admins AS SELECT id, role FROM users WHERE role = 'admin';
