CREATE TABLE t (
  id INTEGER PRIMARY KEY, -- UNIQUE
  a TEXT NOT NULL /* DEFAULT 'y' */ DEFAULT 'x', -- what it is called
  CHECK ( -- no
    a <> ''
  )
) /* WITHOUT ROWID */;
