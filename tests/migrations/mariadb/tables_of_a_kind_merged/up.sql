-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

CREATE TABLE pets (
  id bigint NOT NULL AUTO_INCREMENT,
  name text NOT NULL,
  fur text,
  barks boolean,
  PRIMARY KEY (id)
);

INSERT INTO pets (name, fur)
SELECT name, fur
FROM cats
ORDER BY id;

INSERT INTO pets (name, barks)
SELECT name, barks
FROM dogs
ORDER BY id;

DROP TABLE dogs;

DROP TABLE cats;
