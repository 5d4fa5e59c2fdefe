-- A lending library: every way in which a value can be absent.

CREATE TABLE authors (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  born DATE,
  mentor_id INTEGER REFERENCES authors (id)
);

CREATE TABLE books (
  id INTEGER PRIMARY KEY,
  author_id INTEGER NOT NULL REFERENCES authors (id), -- @rel author as books
  editor_id INTEGER REFERENCES authors (id), -- @rel editor as edited_books
  title VARCHAR(120) NOT NULL,
  subtitle TEXT,
  kind TEXT NOT NULL DEFAULT 'novel' CHECK (kind IN ('novel', 'poetry', 'reference')),
  pages INTEGER NOT NULL,
  price NUMERIC(8, 2),
  weight REAL,
  published_at TIMESTAMP,
  in_print BOOLEAN NOT NULL DEFAULT TRUE
);

CREATE TABLE loans (
  id INTEGER PRIMARY KEY,
  book_id INTEGER NOT NULL REFERENCES books (id),
  reader TEXT NOT NULL,
  due_on DATE NOT NULL,
  returned_on DATE,
  UNIQUE (book_id, reader)
);

-- The key of a table that is neither STRICT nor WITHOUT ROWID may be NULL.
CREATE TABLE stamps (
  code TEXT PRIMARY KEY,
  color TEXT
);

CREATE TABLE rooms (
  code TEXT PRIMARY KEY,
  seats INTEGER
) WITHOUT ROWID;

CREATE VIEW shelf AS
SELECT b.id, b.title, b.subtitle, a.name AS author, e.name AS editor
FROM books b
JOIN authors a ON a.id = b.author_id
LEFT JOIN authors e ON e.id = b.editor_id;
