CREATE TABLE p (
  -- @backfill replace(code, 'n', '')
  code int PRIMARY KEY
);
CREATE TABLE c (
  id int PRIMARY KEY,
  -- @backfill replace(code, 'n', '')
  code int,
  CONSTRAINT f FOREIGN KEY (code) REFERENCES p (code)
);
