CREATE TABLE users (ident bigint PRIMARY KEY);
CREATE TABLE posts (
  id int PRIMARY KEY,
  author bigint NOT NULL,
  FOREIGN KEY (author) REFERENCES users (ident)
);
