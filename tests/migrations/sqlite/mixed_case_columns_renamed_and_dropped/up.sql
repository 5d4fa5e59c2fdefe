-- Written by `rowtype diff`; read it before it runs.

DROP INDEX T_Gone;

DROP TRIGGER T_Told;

ALTER TABLE T RENAME COLUMN OldName TO NewName;

-- DANGER: every value of T.Gone is lost.
ALTER TABLE T DROP COLUMN Gone;
