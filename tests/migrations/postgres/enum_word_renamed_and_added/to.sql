CREATE TYPE mood AS ENUM (
  -- @was 'sad'
  'down',
  'fine',
  'ok'
);

CREATE TABLE people (
  id integer PRIMARY KEY,
  mood mood
);
