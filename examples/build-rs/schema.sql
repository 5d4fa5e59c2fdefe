-- Books on a shelf.
CREATE TABLE books (
  id INTEGER PRIMARY KEY,
  title VARCHAR(200) NOT NULL CHECK (title <> ''),
  -- Unknown for very old books.
  year INTEGER
);
