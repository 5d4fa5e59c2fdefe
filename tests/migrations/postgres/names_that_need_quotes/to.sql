CREATE TABLE "Order" (
  id bigint PRIMARY KEY,
  "group" text NOT NULL DEFAULT 'none',
  "select" text,
  "Größe" bigint CHECK ("Größe" > 0)
);
CREATE INDEX "Order by group" ON "Order" ("group");
