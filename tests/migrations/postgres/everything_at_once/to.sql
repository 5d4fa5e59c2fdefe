CREATE TYPE state AS ENUM ('draft', 'open', 'closed');
-- @was people
CREATE TABLE users (
  id bigint PRIMARY KEY,
  -- @was mail
  -- @backfill 'none'
  email text NOT NULL,
  age smallint CHECK (age > 0)
);
CREATE TABLE posts (
  id bigserial PRIMARY KEY,
  -- @was person_id
  user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
  title text NOT NULL CHECK (title <> ''),
  state state NOT NULL DEFAULT 'closed',
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX posts_user ON posts (user_id);
CREATE VIEW open_posts AS SELECT p.id, p.title, u.email FROM posts p JOIN users u ON u.id = p.user_id WHERE p.state = 'open';
