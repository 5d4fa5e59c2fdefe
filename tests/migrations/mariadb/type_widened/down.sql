-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE posts DROP FOREIGN KEY posts_ibfk_1;

ALTER TABLE users
  MODIFY COLUMN id int NOT NULL AUTO_INCREMENT,
  MODIFY COLUMN name varchar(40) NOT NULL;

ALTER TABLE posts MODIFY COLUMN user_id int NOT NULL;

ALTER TABLE posts
  DROP INDEX user_id,
  ADD INDEX user_id (user_id),
  ADD CONSTRAINT posts_ibfk_1 FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE;
