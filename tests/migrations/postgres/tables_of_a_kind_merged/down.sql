-- Back again.
SET LOCAL lock_timeout = '5s';

CREATE TABLE cats (
  id bigint GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL,
  fur text NOT NULL,
  CONSTRAINT cats_pkey PRIMARY KEY (id)
);

CREATE TABLE dogs (
  id bigint GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL,
  barks boolean NOT NULL,
  CONSTRAINT dogs_pkey PRIMARY KEY (id)
);

-- DANGER: every row of pets is lost.
DROP TABLE pets;
