CREATE TABLE pets (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  -- @was cats.name
  -- @was dogs.name
  name text NOT NULL,
  -- @was cats.fur
  fur text,
  -- @was dogs.barks
  barks boolean
);
