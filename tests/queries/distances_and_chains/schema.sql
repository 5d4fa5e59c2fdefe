CREATE EXTENSION earthdistance CASCADE;
CREATE TYPE phase AS ENUM ('new', 'open', 'done');
CREATE DOMAIN metres AS integer CHECK (VALUE >= 0);
CREATE TABLE trips (
  id bigint PRIMARY KEY,
  on_day date NOT NULL,
  seen_at timestamptz,
  length metres NOT NULL,
  weight real,
  lat double precision NOT NULL,
  lon double precision,
  phases phase[] NOT NULL
);
