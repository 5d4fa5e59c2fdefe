-- Rows that are written many at a time, and tables that are read as a whole.

-- Who signs in.
-- @bulk
-- @export
CREATE TABLE members (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  -- @example "ada@example.org"
  email VARCHAR(80) NOT NULL UNIQUE CHECK (email <> ''),
  -- @example "Ada"
  name VARCHAR(40) NOT NULL CHECK (name <> ''),
  -- Nobody's business.
  token VARCHAR(40) NOT NULL DEFAULT 'canary', -- @hidden
  -- @hash argon2 as password min 8 max 40
  -- @example "correct horse"
  password_hash VARCHAR(255) NOT NULL,
  seen_at DATETIME(6) NULL, -- @updated
  deleted_at DATETIME(6) NULL -- @softdelete
);

-- What somebody has to do.
-- @owner member_id
-- @search title
-- @bulk
-- @export
CREATE TABLE tasks (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  member_id BIGINT NOT NULL REFERENCES members (id),
  -- @example "Buy milk"
  title VARCHAR(80) NOT NULL CHECK (title <> ''),
  place INTEGER CHECK (place > 0),
  -- @role lead: write
  urgent BOOLEAN NOT NULL DEFAULT FALSE,
  UNIQUE (member_id, title)
);

-- Who finds which task worth it.
-- @owner member_id
-- @bulk create,update
CREATE TABLE votes (
  member_id BIGINT NOT NULL REFERENCES members (id),
  task_id BIGINT NOT NULL REFERENCES tasks (id),
  points INTEGER NOT NULL DEFAULT 1 CHECK (points BETWEEN 1 AND 5),
  PRIMARY KEY (member_id, task_id)
);

-- What a sensor says.
-- @role keeper: create,update,delete
-- @role keeper, reader: list,get
-- @bulk
-- @export 6000
CREATE TABLE readings (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  -- @example "north"
  sensor VARCHAR(40) NOT NULL,
  -- @filter
  note VARCHAR(200),
  value DOUBLE NOT NULL, -- @filter
  price NUMERIC(8, 2),
  raw BLOB,
  extra JSON,
  at DATETIME(6)
);
