CREATE TABLE amounts (
  id INT PRIMARY KEY,
  price DECIMAL(10,2) UNSIGNED NOT NULL,
  share NUMERIC(5) NOT NULL,
  factor FLOAT NOT NULL,
  rate DOUBLE PRECISION NOT NULL,
  exact_ratio REAL,
  other DEC(4,1),
  fixed_one FIXED(6,3) NOT NULL,
  sized FLOAT(7,3),
  wide FLOAT(53)
);
