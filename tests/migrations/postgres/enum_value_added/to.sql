CREATE TYPE mood AS ENUM ('glad', 'calm', 'tired', 'cross', 'it''s');
CREATE TABLE users (
  id bigint PRIMARY KEY,
  mood mood NOT NULL DEFAULT 'calm'
);
