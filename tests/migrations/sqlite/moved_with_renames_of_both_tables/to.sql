-- @was users
CREATE TABLE people (
  -- @was id
  number INTEGER PRIMARY KEY,
  name TEXT
);
-- @was extras
CREATE TABLE "the profiles" (
  -- @was user
  person INTEGER PRIMARY KEY REFERENCES people (number),
  site TEXT,
  -- @was users.bio
  "about me" TEXT
);
