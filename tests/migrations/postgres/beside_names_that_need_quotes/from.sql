CREATE SCHEMA "My App";
CREATE TABLE "My App"."Order" ("Id" serial PRIMARY KEY, "select" integer NOT NULL UNIQUE);
CREATE TABLE "My App"."Line" ("Of" integer NOT NULL REFERENCES "My App"."Order" ("select"));
CREATE INDEX "By Of" ON "My App"."Line" ("Of");
