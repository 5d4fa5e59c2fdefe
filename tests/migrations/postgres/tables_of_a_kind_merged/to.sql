CREATE TABLE pets (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- @was cats.name
  -- @was dogs.name
  name text NOT NULL,
  -- @was cats.fur
  fur text,
  -- @was dogs.barks
  barks boolean
);
