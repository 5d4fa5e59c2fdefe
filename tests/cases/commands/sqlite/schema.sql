-- People who write.
CREATE TABLE authors (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  bio TEXT
);

CREATE TABLE books (
  id INTEGER PRIMARY KEY,
  author_id BIGINT NOT NULL REFERENCES authors (id),
  title TEXT NOT NULL,
  pages INTEGER
);

CREATE VIEW long_titles AS SELECT title, pages FROM books WHERE length(title) > 20;
