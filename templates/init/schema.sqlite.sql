-- What the database holds. Each table becomes a resource of the API; what is written above a table or column becomes its
-- description.

-- People who write notes.
CREATE TABLE people (
  id INTEGER PRIMARY KEY,
  -- @example "Ada Lovelace"
  name VARCHAR(80) NOT NULL CHECK (name <> ''),
  -- What only this person is told.
  secret TEXT, -- @hidden
  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP -- @readonly
);

-- What they write.
-- @sort -created_at
CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  -- Who wrote it.
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  -- @example "Buy milk"
  title VARCHAR(200) NOT NULL CHECK (length(title) >= 1),
  body TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done')),
  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP -- @readonly
);

CREATE INDEX notes_person_id ON notes (person_id);
