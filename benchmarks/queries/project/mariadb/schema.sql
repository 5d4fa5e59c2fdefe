-- Texts that people write.
CREATE TABLE posts (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  author_id BIGINT NOT NULL,
  title TEXT NOT NULL,
  body TEXT,
  status ENUM('draft', 'published') NOT NULL DEFAULT 'draft',
  views BIGINT NOT NULL DEFAULT 0,
  created_at TIMESTAMP(6) NOT NULL
);

CREATE INDEX posts_author_id ON posts (author_id, id);
