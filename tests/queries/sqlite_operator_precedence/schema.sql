CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  amount INTEGER,
  paid INTEGER NOT NULL,
  extra TEXT
);
