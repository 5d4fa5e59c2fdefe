-- Back again.
SET SESSION lock_wait_timeout = 5;

RENAME TABLE users TO people;

ALTER TABLE people RENAME COLUMN title TO name;

ALTER TABLE people DROP FOREIGN KEY people_ibfk_1;

DROP TRIGGER kept;

ALTER TABLE people
  RENAME INDEX title TO name,
  MODIFY COLUMN id int NOT NULL AUTO_INCREMENT,
  MODIFY COLUMN name varchar(9) CHECK (name <> '');

CREATE TRIGGER kept BEFORE INSERT ON people FOR EACH ROW SET NEW.name = trim(NEW.name);

ALTER TABLE people
  DROP INDEX p_id,
  ADD INDEX p_id (p_id),
  ADD CONSTRAINT people_ibfk_1 FOREIGN KEY (p_id) REFERENCES p (id);
