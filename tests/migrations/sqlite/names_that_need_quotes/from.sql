CREATE TABLE "Order" (
  id INTEGER PRIMARY KEY,
  "group" TEXT,
  "Größe" INTEGER
);
