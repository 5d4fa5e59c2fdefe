-- Somebody who writes. The table itself has no API.
-- @shape SignUp input: email, name, password!
-- @shape ProfileChange input: name, bio
-- @shape UserCard: id, name, bio
-- @shape Profile: id, email, name, bio, created_at
CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  -- Where mail goes.
  email TEXT NOT NULL UNIQUE, -- @format email
  -- How the site addresses the person.
  -- @example "Ada Lovelace"
  name VARCHAR(80) NOT NULL CHECK (name <> ''),
  bio TEXT, -- @format markdown
  -- @hash argon2 as password min 10 max 128
  -- @example "correct horse"
  password_hash TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP -- @readonly
);

-- What somebody has written: everybody reads it, its author alone adds and changes.
-- @expose
-- @name articles
-- @owner user_id
-- @public list,get
-- @only list,get,create,update
CREATE TABLE posts (
  id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id), -- @name author_id
  -- @example "First steps"
  title VARCHAR(200) NOT NULL CHECK (title <> ''),
  body TEXT NOT NULL, -- @format markdown
  -- What the editors think of it.
  moderation_note TEXT -- @hidden
);

CREATE INDEX posts_user_id ON posts (user_id);

-- Who has written how much.
-- @expose
-- @public list
CREATE VIEW authors AS
SELECT u.id, u.name AS display_name, count(p.id) AS article_count
FROM users u
JOIN posts p ON p.user_id = u.id
GROUP BY u.id, u.name;
