CREATE TYPE mood AS ENUM ('calm', 'cross');
CREATE TABLE users (
  id bigint PRIMARY KEY,
  mood mood NOT NULL DEFAULT 'calm',
  moods mood[],
  CHECK (mood <> 'cross' OR id > 0)
);
CREATE INDEX users_calm ON users (id) WHERE mood = 'calm';
