CREATE TABLE users (
  id bigint PRIMARY KEY,
  role text NOT NULL DEFAULT 'guest',
  seen timestamptz,
  rank integer DEFAULT 1 + 1
);
