-- What the server itself writes beside what bodies say.

-- What somebody wants to remember.
CREATE TABLE notes (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  -- @example "milk"
  slug VARCHAR(40) NOT NULL UNIQUE CHECK (slug <> ''),
  -- @example "Buy milk"
  title VARCHAR(80) NOT NULL,
  -- How often it was read.
  views INTEGER NOT NULL DEFAULT 0 CHECK (views >= 0),
  version bigint NOT NULL DEFAULT 1, -- @version
  -- When it was changed.
  changed_at timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), -- @updated
  -- When it was changed, where it ever was.
  touched_at datetime(6) NULL -- @updated
);

-- A place that has no time of its own before its first change.
CREATE TABLE places (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  -- @example "Kiel"
  name VARCHAR(80) NOT NULL,
  seen_at datetime(6) NOT NULL, -- @updated
  version INTEGER NOT NULL -- @version
);

-- Somebody who says something.
-- @upsert email
CREATE TABLE members (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  -- @example "ada@example.org"
  email VARCHAR(80) NOT NULL UNIQUE CHECK (email <> ''),
  -- @example "Ada Lovelace"
  name VARCHAR(80) NOT NULL,
  -- What the member signs in with.
  -- @hash argon2 as password min 8 max 40
  -- @example "correct horse"
  password_hash VARCHAR(255) NOT NULL DEFAULT '!',
  -- A second one, for somebody who has it.
  -- @hash argon2 as pin min 4
  pin_hash TEXT NULL,
  deleted_at datetime(6) NULL -- @softdelete
);

-- What somebody says.
CREATE TABLE remarks (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  member_id bigint REFERENCES members (id),
  -- @example "Hm."
  text VARCHAR(80) NOT NULL,
  version INTEGER NOT NULL DEFAULT 1, -- @version
  deleted_at datetime(6) NULL -- @softdelete
);

CREATE INDEX remarks_member_id ON remarks (member_id);

-- A word that is put on things.
-- @upsert code
CREATE TABLE labels (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  -- @example "red"
  code VARCHAR(20) NOT NULL UNIQUE CHECK (code <> ''),
  -- @example "Urgent"
  name VARCHAR(80) NOT NULL,
  weight INTEGER NOT NULL DEFAULT 1 CHECK (weight > 0),
  seen_at datetime(6) NULL -- @updated
);
