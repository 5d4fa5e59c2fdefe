CREATE TABLE users (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL
);
CREATE TABLE tags (id bigint AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE users_tags (
  user_id bigint NOT NULL,
  tag_id bigint NOT NULL,
  PRIMARY KEY (user_id, tag_id),
  FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  FOREIGN KEY (tag_id) REFERENCES tags (id) ON DELETE CASCADE
);
