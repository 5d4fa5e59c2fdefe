CREATE TABLE users (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL
);
CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW SET NEW.name = upper(NEW.name);
