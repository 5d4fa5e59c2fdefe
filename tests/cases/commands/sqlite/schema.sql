-- People who write.
-- @borrow
CREATE TABLE authors (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  bio TEXT
);

-- @borrow
CREATE TABLE books (
  id INTEGER PRIMARY KEY,
  author_id BIGINT NOT NULL REFERENCES authors (id),
  title TEXT NOT NULL,
  pages INTEGER
);

CREATE VIEW long_titles AS SELECT title, pages FROM books WHERE length(title) > 20;

-- A shelf has its own name in its room.
CREATE TABLE shelves (
  room TEXT NOT NULL,
  number INTEGER NOT NULL,
  label VARCHAR(40) NOT NULL UNIQUE,
  colour TEXT NOT NULL DEFAULT 'white',
  note TEXT DEFAULT 'new',
  visits BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (room, number)
);
