CREATE TABLE posts (
  id bigint PRIMARY KEY,
  title text NOT NULL,
  words text[],
  at timestamptz
);
CREATE INDEX posts_title ON posts (title);
CREATE INDEX posts_at ON posts (at);
CREATE INDEX posts_gone ON posts (title, at);
CREATE INDEX posts_old_name ON posts (at DESC, title);
