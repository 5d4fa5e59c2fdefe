-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_Order (
  id INTEGER PRIMARY KEY,
  "group" TEXT,
  "Größe" INTEGER
);

INSERT INTO rowtype_new_Order (id, "group", "Größe")
SELECT id, "group", "Größe"
FROM "Order";

-- DANGER: every value of "Order"."select" is lost.
DROP TABLE "Order";

ALTER TABLE rowtype_new_Order RENAME TO "Order";
