CREATE TABLE posts (
  id bigint PRIMARY KEY,
  title text NOT NULL,
  words text[],
  at timestamptz
);
CREATE UNIQUE INDEX posts_title ON posts USING btree (lower(title) text_pattern_ops);
CREATE INDEX posts_at ON posts (at DESC NULLS LAST) INCLUDE (title) WHERE at IS NOT NULL;
CREATE INDEX posts_words ON posts USING gin (words);
CREATE INDEX posts_new_name ON posts (at DESC, title);
