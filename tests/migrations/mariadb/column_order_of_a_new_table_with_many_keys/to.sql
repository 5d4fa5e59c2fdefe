CREATE TABLE users (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL
);
CREATE TABLE m (
  a int, b int, c varchar(50), d text,
  PRIMARY KEY (b, a),
  UNIQUE KEY (c, a),
  KEY (c(5)),
  FULLTEXT (c, d),
  CONSTRAINT chk CHECK (a > b),
  KEY with_comment (a) COMMENT 'it''s'
) ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
