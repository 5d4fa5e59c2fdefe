-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

CREATE TABLE m (
  a int NOT NULL,
  b int NOT NULL,
  c varchar(50),
  d text,
  PRIMARY KEY (b, a),
  UNIQUE INDEX c (c, a),
  INDEX c_2 (c(5)),
  FULLTEXT INDEX c_3 (c, d),
  INDEX with_comment (a) COMMENT 'it''s',
  CONSTRAINT chk CHECK (a > b)
) ROW_FORMAT=DYNAMIC DEFAULT COLLATE utf8mb4_unicode_ci;

