CREATE TABLE "table" ("index" INTEGER PRIMARY KEY, "select" TEXT, "default" INTEGER DEFAULT 1, "check" TEXT CHECK ("check" <> ''));
CREATE TABLE "group" ("references" INTEGER REFERENCES "table" ("index"), "unique" TEXT UNIQUE);
