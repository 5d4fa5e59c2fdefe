-- Written by `rowtype diff`; read it before it runs.

DROP INDEX users_name;

DROP TRIGGER users_told;

ALTER TABLE users RENAME TO people;

CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  login TEXT,
  person INTEGER,
  UNIQUE (login),
  FOREIGN KEY (person) REFERENCES people (id)
);

CREATE INDEX users_name ON users (login);

CREATE TRIGGER users_told AFTER INSERT ON users BEGIN UPDATE notes SET by = by; END;
