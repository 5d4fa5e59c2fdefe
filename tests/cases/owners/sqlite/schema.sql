-- Rows that belong to whoever is asking, and what only some may do.

-- Somebody who signs in.
-- @only list,get
CREATE TABLE people (
  id INTEGER PRIMARY KEY,
  name VARCHAR(40) NOT NULL
);

-- Where notes are kept; each person has folders of their own.
-- @owner person_id
-- @upsert person_id, name
CREATE TABLE folders (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id),
  -- @example "Travel"
  name VARCHAR(40) NOT NULL,
  color VARCHAR(20) NOT NULL DEFAULT 'grey',
  UNIQUE (person_id, name)
);

-- What somebody wants to remember.
-- @owner person_id
CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id),
  folder_id INTEGER REFERENCES folders (id),
  -- @example "Buy milk"
  title VARCHAR(80) NOT NULL,
  version INTEGER NOT NULL DEFAULT 1, -- @version
  deleted_at TIMESTAMP NULL -- @softdelete
);

CREATE INDEX notes_folder_id ON notes (folder_id);

-- What everybody may read, and its author alone may change.
-- @owner author_id
-- @public list,get
-- @upsert slug
CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  author_id INTEGER NOT NULL REFERENCES people (id),
  -- @example "on-notes"
  slug VARCHAR(40) NOT NULL UNIQUE,
  -- @example "On notes"
  title VARCHAR(80) NOT NULL,
  -- Whether it stands on the front page.
  featured BOOLEAN NOT NULL DEFAULT FALSE -- @role editor, admin: write
);

-- Who likes which article.
-- @owner person_id
CREATE TABLE likes (
  person_id INTEGER NOT NULL REFERENCES people (id),
  article_id INTEGER NOT NULL REFERENCES articles (id),
  stars INTEGER NOT NULL DEFAULT 1 CHECK (stars BETWEEN 1 AND 5),
  PRIMARY KEY (person_id, article_id)
);

-- What is wrong with an article: everybody who is known tells it, moderators read it.
-- @role moderator: list,get,update
-- @role admin: list,get,update,delete
CREATE TABLE reports (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles (id),
  -- @example "Spam"
  reason VARCHAR(80) NOT NULL
);

-- The key of a machine, which nobody sees whose it is.
-- @owner holder
CREATE TABLE machines (
  code VARCHAR(20) NOT NULL PRIMARY KEY,
  -- @hidden
  holder VARCHAR(20) NOT NULL,
  -- @example "printer"
  kind VARCHAR(20) NOT NULL
);

-- The titles of notes, by whom they belong to.
-- @owner person_id
CREATE VIEW titles AS
SELECT n.person_id, n.title
FROM notes n
WHERE n.deleted_at IS NULL;
