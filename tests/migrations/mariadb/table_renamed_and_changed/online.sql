-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

RENAME TABLE people TO users;

ALTER TABLE users RENAME COLUMN name TO title, ALGORITHM=INSTANT;

ALTER TABLE users DROP FOREIGN KEY users_ibfk_1, ALGORITHM=INSTANT;

DROP TRIGGER kept;

-- LOCK: nobody writes to users while it is copied for `MODIFY COLUMN id bigint NOT NULL AUTO_INCREMENT`.
ALTER TABLE users
  RENAME INDEX name TO title,
  MODIFY COLUMN id bigint NOT NULL AUTO_INCREMENT,
  MODIFY COLUMN title varchar(20) NOT NULL CHECK (title <> '');

CREATE TRIGGER kept BEFORE INSERT ON users FOR EACH ROW SET NEW.title = trim(NEW.title);

-- LOCK: nobody writes to users while it is copied for `ADD CONSTRAINT users_ibfk_1 FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE`.
ALTER TABLE users
  DROP INDEX p_id,
  ADD INDEX p_id (p_id),
  ADD CONSTRAINT users_ibfk_1 FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE;

