-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE old (
  id INTEGER PRIMARY KEY,
  user_id INTEGER,
  FOREIGN KEY (user_id) REFERENCES users (id)
);

-- DANGER: every row of notes is lost.
DROP TABLE notes;
