CREATE TABLE 'my table' (
  "id" INTEGER PRIMARY KEY,
  [a column] TEXT NOT NULL,
  `group` INTEGER,
  key TEXT,
  "order" TEXT
);
