-- Texts that people write.
CREATE TABLE posts (
  id integer PRIMARY KEY,
  author_id bigint NOT NULL,
  title text NOT NULL,
  body text,
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published')),
  views bigint NOT NULL DEFAULT 0,
  created_at datetime NOT NULL
);

CREATE INDEX posts_author_id ON posts (author_id, id);
