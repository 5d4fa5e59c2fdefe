-- One value of each type.
-- @borrow
CREATE TABLE scalars (
  id INTEGER PRIMARY KEY,
  flag BOOLEAN,
  small SMALLINT,
  medium INT,
  large BIGINT,
  single FLOAT,
  double DOUBLE PRECISION,
  exact DECIMAL,
  price DECIMAL(28, 10),
  words TEXT,
  code VARCHAR(12),
  raw BLOB,
  token UUID,
  settings JSON,
  day DATE,
  at TIME,
  local_time TIMESTAMP,
  moment TIMESTAMPTZ,
  mood TEXT CHECK (mood IN ('sad', 'so so', 'happy'))
);
