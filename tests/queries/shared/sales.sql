CREATE TABLE sales (
  id integer PRIMARY KEY,
  region text NOT NULL,
  city text,
  amount numeric NOT NULL,
  bonus integer,
  pieces integer NOT NULL,
  paid boolean NOT NULL,
  sold_on date NOT NULL
);
