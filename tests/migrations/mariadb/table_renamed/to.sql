-- @was people
CREATE TABLE users (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  name varchar(80) NOT NULL,
  boss_id bigint,
  FOREIGN KEY (boss_id) REFERENCES users (id)
);
CREATE TABLE posts (
  id int PRIMARY KEY,
  person_id bigint NOT NULL,
  FOREIGN KEY (person_id) REFERENCES users (id)
);
