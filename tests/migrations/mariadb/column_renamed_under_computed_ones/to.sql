CREATE TABLE items (
  id int PRIMARY KEY,
  -- @was net
  price int NOT NULL,
  gross int AS (price + 5) STORED,
  twice int AS (price * 2) VIRTUAL,
  KEY (twice)
);
