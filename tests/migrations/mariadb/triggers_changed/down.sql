-- Back again.
SET SESSION lock_wait_timeout = 5;

DROP TRIGGER made;

DROP TRIGGER changed;

CREATE TRIGGER changed BEFORE INSERT ON users FOR EACH ROW SET NEW.name = upper(NEW.name);

CREATE TRIGGER gone AFTER INSERT ON users FOR EACH ROW BEGIN
  INSERT INTO log VALUES ('a');
  INSERT INTO log VALUES ('b');
END;
