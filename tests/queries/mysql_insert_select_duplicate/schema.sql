CREATE TABLE counters (
  name VARCHAR(40) PRIMARY KEY,
  hits INT NOT NULL,
  note TEXT
);
