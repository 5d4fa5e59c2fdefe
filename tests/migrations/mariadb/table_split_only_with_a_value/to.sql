CREATE TABLE users (
  id int AUTO_INCREMENT PRIMARY KEY
);

CREATE TABLE phones (
  id int AUTO_INCREMENT PRIMARY KEY,
  user_id integer NOT NULL UNIQUE REFERENCES users (id) ON DELETE CASCADE,
  -- @was users.phone
  number text NOT NULL,
  is_main boolean NOT NULL DEFAULT true
);
