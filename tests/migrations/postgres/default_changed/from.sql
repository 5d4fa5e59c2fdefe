CREATE TABLE users (
  id bigint PRIMARY KEY,
  role text NOT NULL DEFAULT 'member',
  seen timestamptz DEFAULT now(),
  rank integer
);
