CREATE TABLE "Order" (
  id INTEGER PRIMARY KEY,
  "group" TEXT NOT NULL DEFAULT 'none',
  "select" TEXT,
  "Größe" INTEGER CHECK ("Größe" > 0)
);
CREATE INDEX "Order by group" ON "Order" ("group");
