CREATE TABLE "Order" (
  id bigint PRIMARY KEY,
  "group" text,
  "Größe" integer
);
