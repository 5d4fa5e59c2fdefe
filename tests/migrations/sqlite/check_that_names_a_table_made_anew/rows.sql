INSERT INTO "the things" VALUES (1, 7, 'x');
