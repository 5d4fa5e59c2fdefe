CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE people (
  id int AUTO_INCREMENT PRIMARY KEY,
  p_id int,
  name varchar(9) CHECK (name <> ''),
  age int,
  KEY (name),
  FOREIGN KEY (p_id) REFERENCES p (id),
  CHECK (age > 0)
);
CREATE TRIGGER kept BEFORE INSERT ON people FOR EACH ROW SET NEW.name = trim(NEW.name);
