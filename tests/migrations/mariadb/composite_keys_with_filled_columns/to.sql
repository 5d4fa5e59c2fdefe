CREATE TABLE t (
  a int,
  -- @backfill 1
  tenant int NOT NULL,
  n varchar(9) NOT NULL,
  PRIMARY KEY (tenant, a),
  UNIQUE KEY by_name (tenant, n)
);
CREATE TABLE c (
  id int PRIMARY KEY,
  a int,
  -- @backfill 1
  tenant int NOT NULL,
  FOREIGN KEY (tenant, a) REFERENCES t (tenant, a)
);
