-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c DROP FOREIGN KEY f;

ALTER TABLE p ADD COLUMN rowtype_new_code int;

-- DANGER: every value of p.code is computed anew, as replace(code, 'n', '').
UPDATE p SET rowtype_new_code = replace(code, 'n', '');

ALTER TABLE p
  DROP PRIMARY KEY,
  DROP COLUMN code,
  CHANGE COLUMN rowtype_new_code code int NOT NULL FIRST,
  ADD PRIMARY KEY (code);

ALTER TABLE c ADD COLUMN rowtype_new_code int;

-- DANGER: every value of c.code is computed anew, as replace(code, 'n', '').
UPDATE c SET rowtype_new_code = replace(code, 'n', '');

ALTER TABLE c
  DROP INDEX f,
  DROP COLUMN code,
  CHANGE COLUMN rowtype_new_code code int AFTER id,
  ADD INDEX f (code);

ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (code) REFERENCES p (code);
