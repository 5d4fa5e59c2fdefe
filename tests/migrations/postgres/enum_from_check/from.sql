CREATE TABLE users (
  id bigint PRIMARY KEY,
  role text NOT NULL DEFAULT 'member' CHECK (role IN ('member', 'admin'))
);
