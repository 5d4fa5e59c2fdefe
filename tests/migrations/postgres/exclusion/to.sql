CREATE TABLE bookings (
  id bigint PRIMARY KEY,
  room int4range NOT NULL,
  EXCLUDE USING gist (room WITH &&)
);
