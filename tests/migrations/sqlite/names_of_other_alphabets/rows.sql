INSERT INTO "größe" VALUES (1, 'a', 'b');
