CREATE TABLE hosts (
  id integer PRIMARY KEY,
  addr inet NOT NULL,
  net cidr NOT NULL,
  mac macaddr NOT NULL,
  flags bit NOT NULL,
  mask bit varying(8) NOT NULL,
  place point NOT NULL,
  area box NOT NULL,
  cost money NOT NULL,
  token uuid NOT NULL,
  bytes bytea NOT NULL
);
