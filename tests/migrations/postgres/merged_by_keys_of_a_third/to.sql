CREATE TABLE users (id integer PRIMARY KEY);
CREATE TABLE a (
  user_id integer PRIMARY KEY REFERENCES users,
  x text NOT NULL,
  y text -- @was b.y
);
