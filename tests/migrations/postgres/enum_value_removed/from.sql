CREATE TYPE mood AS ENUM ('calm', 'cross', 'glad');
CREATE TABLE users (
  id bigint PRIMARY KEY,
  mood mood NOT NULL DEFAULT 'calm'
);
CREATE VIEW moods AS SELECT DISTINCT mood FROM users;
