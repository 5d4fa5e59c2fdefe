-- A lending library: every way in which a value can be absent.

CREATE TABLE authors (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(120) NOT NULL,
  born DATE,
  mentor_id BIGINT REFERENCES authors (id)
);

CREATE TABLE books (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  author_id BIGINT NOT NULL REFERENCES authors (id), -- @rel author as books
  editor_id BIGINT REFERENCES authors (id), -- @rel editor as edited_books
  title VARCHAR(120) NOT NULL,
  subtitle TEXT,
  kind ENUM('novel', 'poetry', 'reference') NOT NULL DEFAULT 'novel',
  pages INT NOT NULL,
  price DECIMAL(8, 2),
  weight DOUBLE,
  keywords SET('old', 'rare', 'signed') NOT NULL DEFAULT '',
  notes JSON,
  published_at DATETIME(6),
  in_print BOOLEAN NOT NULL DEFAULT TRUE
);

CREATE TABLE loans (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  book_id BIGINT NOT NULL REFERENCES books (id),
  reader VARCHAR(80) NOT NULL,
  due_on DATE NOT NULL,
  returned_on DATE,
  UNIQUE (book_id, reader)
);

CREATE VIEW shelf AS
SELECT b.id, b.title, b.subtitle, a.name AS author, e.name AS editor
FROM books b
JOIN authors a ON a.id = b.author_id
LEFT JOIN authors e ON e.id = b.editor_id;
