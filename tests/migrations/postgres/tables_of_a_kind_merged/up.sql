-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

CREATE TABLE pets (
  id bigint GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL,
  fur text,
  barks boolean,
  CONSTRAINT pets_pkey PRIMARY KEY (id)
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
