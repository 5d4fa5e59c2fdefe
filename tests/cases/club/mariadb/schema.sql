-- People who sign in, and what the application adds to changes of what they write.

-- Somebody who can sign in.
-- @public create
CREATE TABLE people (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  -- @example "ada@example.org"
  email VARCHAR(80) NOT NULL UNIQUE,
  -- @example "Ada"
  name VARCHAR(40) NOT NULL,
  role VARCHAR(10) NOT NULL DEFAULT 'member' CHECK (role IN ('member', 'editor')), -- @readonly
  password_hash VARCHAR(200) NOT NULL, -- @hash argon2 as password min 8 max 40
  deleted_at TIMESTAMP NULL -- @softdelete
);

-- What everybody should know.
-- @role editor: delete
CREATE TABLE notices (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  -- @example "The library is closed"
  title VARCHAR(80) NOT NULL,
  body VARCHAR(200)
);

-- What nobody else should know yet.
-- @owner person_id
CREATE TABLE drafts (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  person_id BIGINT NOT NULL REFERENCES people (id),
  -- @example "Next year"
  title VARCHAR(80) NOT NULL,
  version INTEGER NOT NULL DEFAULT 1 -- @version
);

CREATE INDEX drafts_person_id ON drafts (person_id);

-- A word that notices are found by.
CREATE TABLE tags (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  -- @example "summer"
  name VARCHAR(20) NOT NULL UNIQUE
);

-- Which notice has which tag.
CREATE TABLE notice_tags (
  notice_id BIGINT NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
  tag_id BIGINT NOT NULL REFERENCES tags (id),
  PRIMARY KEY (notice_id, tag_id)
);

-- Who changed what, written by the application's own code.
-- @readonly
CREATE TABLE changes (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  -- Whoever did it, as text; none for whoever is not known.
  person VARCHAR(40),
  what VARCHAR(200) NOT NULL
);
