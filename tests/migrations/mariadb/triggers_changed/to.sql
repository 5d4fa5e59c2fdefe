CREATE TABLE users (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL
);
CREATE TABLE log (what varchar(90));
CREATE TRIGGER kept AFTER DELETE ON users FOR EACH ROW INSERT INTO log VALUES ('gone');
CREATE TRIGGER changed BEFORE INSERT ON users FOR EACH ROW SET NEW.name = lower(NEW.name);
CREATE TRIGGER made AFTER UPDATE ON users FOR EACH ROW BEGIN
  IF NEW.name <> OLD.name THEN
    INSERT INTO log VALUES (concat(OLD.name, '; ', NEW.name));
  END IF;
END;
