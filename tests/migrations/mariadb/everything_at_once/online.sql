-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

RENAME TABLE people TO users;

ALTER TABLE users RENAME COLUMN mail TO email, ALGORITHM=INSTANT;

ALTER TABLE posts RENAME COLUMN person_id TO user_id, ALGORITHM=INSTANT;

ALTER TABLE posts DROP FOREIGN KEY posts_ibfk_1, ALGORITHM=INSTANT;

DROP VIEW open_posts;

UPDATE users SET email = 'none' WHERE email IS NULL;

-- LOCK: nobody writes to users while it is copied for `MODIFY COLUMN age smallint CHECK (age > 0)`.
ALTER TABLE users
  MODIFY COLUMN id bigint NOT NULL,
  MODIFY COLUMN email varchar(80) NOT NULL,
  MODIFY COLUMN age smallint CHECK (age > 0);

-- LOCK: nobody writes to posts while it is copied for `MODIFY COLUMN title text NOT NULL CHECK (title <> '')`.
ALTER TABLE posts
  RENAME INDEX posts_person TO posts_user,
  MODIFY COLUMN id bigint NOT NULL AUTO_INCREMENT,
  MODIFY COLUMN user_id bigint NOT NULL,
  MODIFY COLUMN title text NOT NULL CHECK (title <> ''),
  MODIFY COLUMN state ENUM('draft', 'open', 'closed') NOT NULL DEFAULT 'closed',
  ADD COLUMN at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- DANGER: every value of posts.old is lost.
ALTER TABLE posts DROP COLUMN old, ALGORITHM=INSTANT;

CREATE VIEW open_posts AS SELECT p.id, p.title, u.email FROM posts p JOIN users u ON u.id = p.user_id WHERE p.state = 'open';

-- LOCK: nobody writes to posts while it is copied for `ADD CONSTRAINT posts_ibfk_1 FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE`.
ALTER TABLE posts ADD CONSTRAINT posts_ibfk_1 FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE;

