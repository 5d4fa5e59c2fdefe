CREATE TABLE parents (id integer PRIMARY KEY);
CREATE TABLE documents (
  id integer PRIMARY KEY,
  body text COMPRESSION pglz NOT NULL,
  storage text,
  compression integer NOT NULL,
  parent integer,
  CHECK (compression > 0) NOT VALID,
  CONSTRAINT documents_parent FOREIGN KEY (parent) REFERENCES parents (id) NOT VALID
);
