-- @was "order"
CREATE TABLE "group" (
  id integer PRIMARY KEY,
  "where" text NOT NULL DEFAULT '', -- @was "select"
  "from" bigint CHECK ("from" > 0),
  UNIQUE ("where", "from")
);
CREATE INDEX "index" ON "group" ("where");
