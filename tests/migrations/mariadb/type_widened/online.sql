-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE posts DROP FOREIGN KEY posts_ibfk_1, ALGORITHM=INSTANT;

-- LOCK: nobody writes to users while it is copied for `MODIFY COLUMN name varchar(200) NOT NULL`.
ALTER TABLE users
  MODIFY COLUMN id bigint NOT NULL AUTO_INCREMENT,
  MODIFY COLUMN name varchar(200) NOT NULL;

-- LOCK: nobody writes to posts while it is copied for `MODIFY COLUMN user_id bigint NOT NULL`.
ALTER TABLE posts MODIFY COLUMN user_id bigint NOT NULL;

-- LOCK: nobody writes to posts while it is copied for `ADD CONSTRAINT posts_ibfk_1 FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE`.
ALTER TABLE posts
  DROP INDEX user_id,
  ADD INDEX user_id (user_id),
  ADD CONSTRAINT posts_ibfk_1 FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE;

