CREATE TABLE users (
  -- @was ident
  id bigint PRIMARY KEY
);
CREATE TABLE posts (
  id int PRIMARY KEY,
  -- @was author
  user_id bigint NOT NULL,
  FOREIGN KEY (user_id) REFERENCES users (id)
);
