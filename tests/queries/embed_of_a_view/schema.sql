CREATE TABLE authors (
  id BIGINT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  bio TEXT
);
CREATE TABLE books (
  id BIGINT NOT NULL PRIMARY KEY,
  author_id BIGINT NOT NULL REFERENCES authors (id),
  title TEXT NOT NULL,
  pages INTEGER
);

CREATE VIEW long_books AS SELECT id, title, pages FROM books WHERE pages > 500;
