CREATE TABLE items (
  id int PRIMARY KEY,
  net int NOT NULL,
  gross int AS (net + 5) STORED,
  twice int AS (net * 2) VIRTUAL,
  KEY (twice)
);
