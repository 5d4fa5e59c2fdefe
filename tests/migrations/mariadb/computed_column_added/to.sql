CREATE TABLE t (
  id int PRIMARY KEY,
  a int,
  twice int GENERATED ALWAYS AS (a * 2) PERSISTENT COMMENT 'two of them',
  name varchar(20) AS (json_value(j, '$.name')) VIRTUAL,
  j longtext,
  UNIQUE KEY (name),
  KEY (twice, a)
);
