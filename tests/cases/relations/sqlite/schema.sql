-- Rows that belong together in every way: by one column or several, to one row or many, through a table, to themselves.

-- People who read and write.
-- @rel english_books: written where lang = 'en'
-- @rel paid_followers: followers where people.id IN (2, 4) and name <> ''
CREATE TABLE people (
  id INTEGER PRIMARY KEY,
  name text NOT NULL,
  -- @rel boss as reports
  boss_id bigint REFERENCES people (id)
);

CREATE INDEX people_boss_id ON people (boss_id);

-- A person who is paid: its key is the person's.
CREATE TABLE employees (
  id INTEGER PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
  salary numeric(10, 2) NOT NULL,
  title text
);

-- Who follows whom.
CREATE TABLE follows (
  follower_id bigint NOT NULL REFERENCES people (id), -- @rel follower as follows_of
  followee_id bigint NOT NULL REFERENCES people (id), -- @rel followee as followed_by
  since date,
  PRIMARY KEY (follower_id, followee_id)
);

CREATE TABLE shelves (
  room text NOT NULL,
  number BIGINT NOT NULL,
  PRIMARY KEY (room, number)
);

-- @rel head: author where boss_id IS NULL
CREATE TABLE books (
  isbn char(6) NOT NULL PRIMARY KEY,
  title text NOT NULL,
  lang TEXT NOT NULL DEFAULT 'en' CHECK (lang IN ('de', 'en', 'fr')),
  author_id bigint NOT NULL REFERENCES people (id), -- @rel author as written
  editor_id bigint REFERENCES people (id), -- @rel editor as edited
  room text,
  shelf_number BIGINT,
  FOREIGN KEY (room, shelf_number) REFERENCES shelves (room, number)
);

CREATE INDEX books_author_id ON books (author_id, title);

-- Without a key, and without an index to the book.
CREATE TABLE remarks (
  isbn char(6) NOT NULL REFERENCES books (isbn),
  remark text NOT NULL,
  stars integer
);

-- @hidden
CREATE TABLE secrets (
  id UUID NOT NULL PRIMARY KEY,
  person_id bigint NOT NULL UNIQUE REFERENCES people (id),
  body text NOT NULL
);

CREATE TABLE secret_readers (
  secret_id uuid NOT NULL REFERENCES secrets (id),
  person_id bigint NOT NULL REFERENCES people (id),
  PRIMARY KEY (secret_id, person_id)
);

-- What is written in which languages, with a key of words.
CREATE TABLE languages (
  code TEXT NOT NULL PRIMARY KEY CHECK (code IN ('de', 'en', 'fr')),
  label text NOT NULL
);

CREATE TABLE translations (
  isbn char(6) NOT NULL REFERENCES books (isbn),
  code TEXT NOT NULL REFERENCES languages (code),
  PRIMARY KEY (isbn, code)
);
