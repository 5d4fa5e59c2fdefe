CREATE TABLE users (
  id int AUTO_INCREMENT PRIMARY KEY,
  name varchar(40) NOT NULL,
  UNIQUE (name)
);
CREATE TABLE posts (
  id int PRIMARY KEY,
  user_id int NOT NULL,
  FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
