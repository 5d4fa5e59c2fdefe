CREATE TABLE people (
  id INT PRIMARY KEY,
  first VARCHAR(40) NOT NULL,
  last VARCHAR(40),
  born DATE,
  number INT NOT NULL,
  full_name VARCHAR(90) GENERATED ALWAYS AS (CONCAT(first, ' ', last)) VIRTUAL,
  year_born INT AS (YEAR(born)) STORED,
  twice INT AS (number * 2) VIRTUAL COMMENT 'of the number'
);
