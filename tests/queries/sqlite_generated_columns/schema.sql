CREATE TABLE boxes (
  width REAL NOT NULL,
  height REAL,
  area REAL GENERATED ALWAYS AS (width * height) STORED,
  label TEXT AS (width || ' wide') VIRTUAL
);
