CREATE TABLE users (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  name varchar(200) NOT NULL,
  UNIQUE (name)
);
CREATE TABLE posts (
  id int PRIMARY KEY,
  user_id bigint NOT NULL,
  FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
