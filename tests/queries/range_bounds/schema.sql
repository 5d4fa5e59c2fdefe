CREATE TABLE bookings (
  id integer PRIMARY KEY,
  nights int4range NOT NULL,
  days daterange NOT NULL,
  during tstzrange,
  free int4multirange NOT NULL
);
