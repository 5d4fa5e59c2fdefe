INSERT INTO "My App"."Order" ("select") VALUES (5); INSERT INTO "My App"."Line" VALUES (5);
