-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_Order (
  id INTEGER PRIMARY KEY,
  "group" TEXT NOT NULL DEFAULT 'none',
  "select" TEXT,
  "Größe" INTEGER,
  CHECK ("Größe" > 0)
);

INSERT INTO rowtype_new_Order (id, "group", "Größe")
SELECT id, coalesce("group", 'none'), "Größe"
FROM "Order";

DROP TABLE "Order";

ALTER TABLE rowtype_new_Order RENAME TO "Order";

CREATE INDEX "Order by group" ON "Order" ("group");
