-- file: migrations/1_init.up.sql
CREATE TABLE users (
  id int PRIMARY KEY AUTO_INCREMENT,
  name varchar(40) NOT NULL DEFAULT '' COMMENT 'as it is shown',
  bio text,
  seen timestamp NULL,
  mood enum('glad', 'sad')
) DEFAULT CHARSET=utf8mb3;
CREATE TABLE visits (at datetime) ENGINE=MyISAM;
-- file: migrations/2_much.up.sql
ALTER TABLE users MODIFY name varchar(50);
ALTER TABLE users MODIFY id bigint, DROP PRIMARY KEY;
ALTER TABLE users MODIFY mood enum('glad');
ALTER TABLE users CHANGE COLUMN bio about text NOT NULL;
ALTER TABLE users CONVERT TO CHARACTER SET utf8mb4;
TRUNCATE visits;
-- file: migrations/3_right.up.sql
SET SESSION lock_wait_timeout = 2;
ALTER TABLE users ADD COLUMN login varchar(80), ALGORITHM=INSTANT;
