CREATE TABLE `odd names` (
  id INT PRIMARY KEY,
  `order` INT,
  `key` VARCHAR(5) NOT NULL DEFAULT '',
  `a b` INT NOT NULL DEFAULT 0
);
