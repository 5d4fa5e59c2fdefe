-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE notes (
  user_id INTEGER NOT NULL,
  name TEXT NOT NULL DEFAULT 'x''y' COLLATE NOCASE,
  size INTEGER GENERATED ALWAYS AS (length(name)) STORED,
  twice INTEGER GENERATED ALWAYS AS (size * 2) VIRTUAL,
  FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT short CHECK (size < 10),
  PRIMARY KEY (user_id, name)
) STRICT, WITHOUT ROWID;

-- DANGER: every row of old is lost.
DROP TABLE old;
