CREATE TABLE p (id int PRIMARY KEY);
-- @was people
CREATE TABLE users (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  p_id int,
  -- @was name
  title varchar(20) NOT NULL CHECK (title <> ''),
  age int,
  KEY (title),
  FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE,
  CHECK (age > 0)
);
CREATE TRIGGER kept BEFORE INSERT ON users FOR EACH ROW SET NEW.title = trim(NEW.title);
