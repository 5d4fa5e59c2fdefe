CREATE SCHEMA "My App";
CREATE TABLE "My App"."Order" ("Id" bigserial PRIMARY KEY, "select" bigint NOT NULL UNIQUE);
CREATE TABLE "My App"."Line" ("Of" bigint NOT NULL REFERENCES "My App"."Order" ("select"));
CREATE INDEX "By Of" ON "My App"."Line" ("Of");
