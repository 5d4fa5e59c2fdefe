CREATE TABLE cats (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  fur text NOT NULL
);

CREATE TABLE dogs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  barks boolean NOT NULL
);
