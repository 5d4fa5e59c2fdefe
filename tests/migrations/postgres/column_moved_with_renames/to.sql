CREATE SCHEMA app;

-- @was app.people
CREATE TABLE app.users (
  -- @was uid
  id uuid PRIMARY KEY,
  -- @was mail
  email text NOT NULL,
  -- @was app.logins.last
  last_login timestamptz NOT NULL
);
