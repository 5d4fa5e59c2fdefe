-- @was role
CREATE TYPE user_role AS ENUM ('admin', 'user');

CREATE TABLE users (
  id integer PRIMARY KEY,
  role user_role NOT NULL DEFAULT 'user',
  former user_role[]
);

CREATE VIEW admins AS SELECT id, role FROM users WHERE role = 'admin';
