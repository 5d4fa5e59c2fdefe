-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

DROP TRIGGER gone;

DROP TRIGGER changed;

CREATE TRIGGER changed BEFORE INSERT ON users FOR EACH ROW SET NEW.name = lower(NEW.name);

CREATE TRIGGER made AFTER UPDATE ON users FOR EACH ROW BEGIN
  IF NEW.name <> OLD.name THEN
    INSERT INTO log VALUES (concat(OLD.name, '; ', NEW.name));
  END IF;
END;

