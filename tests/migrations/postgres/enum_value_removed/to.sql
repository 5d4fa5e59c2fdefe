CREATE TYPE mood AS ENUM ('glad', 'calm');
CREATE TABLE users (
  id bigint PRIMARY KEY,
  mood mood NOT NULL DEFAULT 'calm'
);
CREATE VIEW moods AS SELECT DISTINCT mood FROM users;
