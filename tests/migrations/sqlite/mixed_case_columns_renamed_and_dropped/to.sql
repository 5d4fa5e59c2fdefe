CREATE TABLE T (
  Id INTEGER PRIMARY KEY,
  -- @was oldname
  NewName TEXT,
  Kept TEXT AS (upper(NEWNAME)),
  CHECK (length(newname) > 0)
);
CREATE INDEX T_Old ON t (lower(NEWNAME)) WHERE newname IS NOT NULL;
