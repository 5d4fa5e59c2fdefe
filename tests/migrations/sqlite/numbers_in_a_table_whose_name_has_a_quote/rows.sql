INSERT INTO "it's" VALUES (41, ''''), (50, 'x');
DELETE FROM "it's" WHERE id = 50;
