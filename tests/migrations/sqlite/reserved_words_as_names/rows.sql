INSERT INTO "table" VALUES (1, 'a', 5, 'c');
INSERT INTO "group" VALUES (1, 'u');
