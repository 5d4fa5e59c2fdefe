-- What the database holds. Each table becomes a resource of the API; what is written above a table or column becomes its
-- description.

-- People who write notes.
CREATE TABLE people (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  -- @example "Ada Lovelace"
  name varchar(80) NOT NULL CHECK (name <> ''),
  -- What only this person is told.
  secret text, -- @hidden
  created_at timestamp(6) NOT NULL DEFAULT current_timestamp(6) -- @readonly
);

-- What they write.
-- @sort -created_at
CREATE TABLE notes (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  -- Who wrote it.
  person_id bigint NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  -- @example "Buy milk"
  title varchar(200) NOT NULL CHECK (char_length(title) >= 1),
  body text NOT NULL DEFAULT '',
  state ENUM('open', 'done') NOT NULL DEFAULT 'open',
  created_at timestamp(6) NOT NULL DEFAULT current_timestamp(6) -- @readonly
);

CREATE INDEX notes_person_id ON notes (person_id);
