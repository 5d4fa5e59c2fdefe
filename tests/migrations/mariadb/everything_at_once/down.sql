-- Back again.
SET SESSION lock_wait_timeout = 5;

RENAME TABLE users TO people;

ALTER TABLE people RENAME COLUMN email TO mail;

ALTER TABLE posts RENAME COLUMN user_id TO person_id;

ALTER TABLE posts DROP FOREIGN KEY posts_ibfk_1;

DROP VIEW open_posts;

ALTER TABLE people
  MODIFY COLUMN id int NOT NULL,
  MODIFY COLUMN mail varchar(80),
  MODIFY COLUMN age varchar(9);

ALTER TABLE posts
  RENAME INDEX posts_user TO posts_person,
  MODIFY COLUMN id int NOT NULL AUTO_INCREMENT,
  MODIFY COLUMN person_id int NOT NULL,
  MODIFY COLUMN title varchar(40) NOT NULL,
  MODIFY COLUMN state ENUM('draft', 'open') NOT NULL DEFAULT 'draft',
  ADD COLUMN old text;

-- DANGER: every value of posts.at is lost.
ALTER TABLE posts DROP COLUMN at;

CREATE VIEW open_posts AS SELECT p.id, p.title, u.mail FROM posts p JOIN people u ON u.id = p.person_id WHERE p.state = 'open';

ALTER TABLE posts ADD CONSTRAINT posts_ibfk_1 FOREIGN KEY (person_id) REFERENCES people (id);
