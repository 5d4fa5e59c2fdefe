-- People who write.
CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  -- How the site addresses the person.
  name VARCHAR(80) NOT NULL CHECK (name <> ''),
  email TEXT NOT NULL UNIQUE,
  bio TEXT CHECK (bio <> name),
  -- What the person may do.
  role TEXT NOT NULL DEFAULT 'member' CHECK (role IN ('member', 'admin')),
  password_hash TEXT NOT NULL, -- @writeonly
  -- Who brought the person here.
  invited_by INTEGER REFERENCES users (id), -- @rel inviter as invited
  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP -- @readonly
);
