CREATE TABLE authors (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(80) NOT NULL,
  bio TEXT,
  born DATE,
  rating DECIMAL(4,2),
  active TINYINT(1) NOT NULL DEFAULT 1,
  kind ENUM('a','b') NOT NULL DEFAULT 'a',
  tags SET('x','y'),
  meta JSON,
  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at DATETIME ON UPDATE CURRENT_TIMESTAMP,
  UNIQUE KEY (name),
  FULLTEXT KEY (name)
);

CREATE TABLE books (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  author_id INT UNSIGNED NOT NULL,
  title VARCHAR(200) NOT NULL,
  price DECIMAL(10,2),
  pages INT,
  published DATETIME,
  isbn CHAR(13) UNIQUE,
  cover BLOB,
  score DOUBLE,
  year_ YEAR,
  qty SMALLINT NOT NULL DEFAULT 0,
  FOREIGN KEY (author_id) REFERENCES authors (id) ON DELETE CASCADE,
  KEY k_t (title)
);

CREATE TABLE tree (
  id INT PRIMARY KEY,
  parent INT,
  label VARCHAR(20)
);
