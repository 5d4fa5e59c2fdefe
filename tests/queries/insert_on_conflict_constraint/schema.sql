CREATE TABLE slots (
  room integer NOT NULL,
  hour integer NOT NULL,
  who text,
  CONSTRAINT one_each UNIQUE (room, hour)
);
