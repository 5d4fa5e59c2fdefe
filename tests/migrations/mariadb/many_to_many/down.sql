-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users_tags DROP FOREIGN KEY users_tags_ibfk_2;

ALTER TABLE tags MODIFY COLUMN id int NOT NULL AUTO_INCREMENT;

-- DANGER: every row of users_tags is lost.
DROP TABLE users_tags;
