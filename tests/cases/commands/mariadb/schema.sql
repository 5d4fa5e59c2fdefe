-- People who write.
-- @borrow
CREATE TABLE authors (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(80) NOT NULL,
  bio TEXT
);

-- @borrow
CREATE TABLE books (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  author_id BIGINT NOT NULL,
  title VARCHAR(200) NOT NULL,
  pages BIGINT,
  FOREIGN KEY (author_id) REFERENCES authors (id)
);

CREATE VIEW long_titles AS SELECT title, pages FROM books WHERE length(title) > 20;

-- A shelf has its own name in its room.
CREATE TABLE shelves (
  room VARCHAR(40) NOT NULL,
  number BIGINT NOT NULL,
  label VARCHAR(40) NOT NULL UNIQUE,
  colour VARCHAR(20) NOT NULL DEFAULT 'white',
  note VARCHAR(80) DEFAULT 'new',
  visits BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (room, number)
);

-- Who may come in: one key that the writer gives, beside a number of the database's.
CREATE TABLE guests (
  id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  email VARCHAR(80) NOT NULL UNIQUE,
  badge VARCHAR(20),
  visits SMALLINT UNSIGNED NOT NULL DEFAULT 1
);

-- A value of each type.
CREATE TABLE samples (
  code CHAR(4) PRIMARY KEY,
  is_on BOOLEAN NOT NULL DEFAULT TRUE,
  tiny TINYINT NOT NULL DEFAULT -1,
  medium MEDIUMINT,
  wide BIGINT UNSIGNED NOT NULL DEFAULT 1,
  born YEAR,
  ratio FLOAT NOT NULL DEFAULT 0.5,
  precise DOUBLE,
  price DECIMAL(20,4) NOT NULL DEFAULT 9.9900,
  kind ENUM('small', 'large') NOT NULL DEFAULT 'small',
  flags SET('red', 'green', 'blue') NOT NULL DEFAULT 'red',
  notes MEDIUMTEXT,
  digest BINARY(4),
  picture LONGBLOB NOT NULL DEFAULT '',
  settings JSON NOT NULL DEFAULT '{}',
  day DATE,
  at TIME(6),
  local_time DATETIME(6),
  seen TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  token UUID NOT NULL DEFAULT uuid()
);
