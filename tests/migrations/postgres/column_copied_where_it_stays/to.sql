CREATE TABLE users (id integer PRIMARY KEY, email text NOT NULL);
CREATE TABLE contacts (
  user_id integer PRIMARY KEY REFERENCES users,
  -- @was users.email
  address text NOT NULL
);
