-- Names that mean something elsewhere: to Rust, to SQL, to paths, to the generated code itself.

CREATE TABLE `type` (
  `self` INT AUTO_INCREMENT PRIMARY KEY,
  `crate` TEXT,
  `fn` TEXT NOT NULL DEFAULT 'none',
  `two words` VARCHAR(80) UNIQUE,
  a INT UNIQUE,
  `quo"ted` TEXT DEFAULT 'plain',
  `{braces}` VARCHAR(80) UNIQUE,
  `ünï` INT UNIQUE
);

CREATE TABLE `mod` (
  `{key}` VARCHAR(80) NOT NULL PRIMARY KEY,
  `select` TEXT,
  sign VARCHAR(80) NOT NULL DEFAULT '-' CHECK (sign IN ('', '-', '+', 'self', '1st', 'in-between'))
);

CREATE TABLE `Order Details` (
  id INT AUTO_INCREMENT PRIMARY KEY,
  type_id INT REFERENCES `type` (`self`),
  -- @name resultKey
  result INT
);

CREATE TABLE options (
  id INT AUTO_INCREMENT PRIMARY KEY,
  result_id INT
);

-- Its columns are called as generated code calls things of its own.
CREATE TABLE results (
  id INT AUTO_INCREMENT PRIMARY KEY,
  nth INT,
  db VARCHAR(80) UNIQUE,
  body TEXT,
  `row` TEXT,
  filters INT,
  option_id INT REFERENCES options (id),
  `limit` TEXT
);

ALTER TABLE `Order Details` ADD FOREIGN KEY (result) REFERENCES results (id);
ALTER TABLE options ADD CONSTRAINT `the result` FOREIGN KEY (result_id) REFERENCES results (id);

-- @name patches
CREATE TABLE docs (
  id INT AUTO_INCREMENT PRIMARY KEY,
  `values` TEXT
);

CREATE TABLE `123` (`4` INT AUTO_INCREMENT PRIMARY KEY);

CREATE TABLE enums (id INT AUTO_INCREMENT PRIMARY KEY, kind ENUM('a', 'b', 'C', 'in-between') NOT NULL DEFAULT 'C');

CREATE TABLE single (id INT AUTO_INCREMENT PRIMARY KEY);


-- Nothing of it can be asked for.
CREATE TABLE keyless (a INT, b TEXT);

CREATE VIEW `All` AS SELECT options.id AS `option id`, results.db AS `type`
FROM options LEFT JOIN results ON results.id = options.result_id;
