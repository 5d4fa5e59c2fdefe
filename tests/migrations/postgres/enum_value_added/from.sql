CREATE TYPE mood AS ENUM ('calm', 'cross');
CREATE TABLE users (
  id bigint PRIMARY KEY,
  mood mood NOT NULL DEFAULT 'calm'
);
