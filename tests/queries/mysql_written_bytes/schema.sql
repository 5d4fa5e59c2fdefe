CREATE TABLE notes (
  id INT PRIMARY KEY,
  flags BIT(4),
  title VARCHAR(40) NOT NULL,
  amount DOUBLE NOT NULL,
  weight FLOAT NOT NULL,
  written DATETIME NOT NULL,
  pattern VARCHAR(20) NOT NULL,
  facts JSON NOT NULL
);
