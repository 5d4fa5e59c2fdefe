CREATE TABLE "table" ("index" INTEGER PRIMARY KEY, "select" TEXT UNIQUE, "default" INTEGER DEFAULT 2, "check" TEXT CHECK ("check" <> ''));
CREATE TABLE "group" (
  "references" INTEGER REFERENCES "table" ("index") ON DELETE CASCADE,
  -- @was unique
  "primary" TEXT UNIQUE
);
