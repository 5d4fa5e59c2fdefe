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

CREATE TABLE pages (book_id BIGINT NOT NULL REFERENCES books (id), number INTEGER NOT NULL, body TEXT, PRIMARY KEY (book_id, number));
