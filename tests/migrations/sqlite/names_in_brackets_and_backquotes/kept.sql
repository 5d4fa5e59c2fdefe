SELECT "first name", "order", "x""y" FROM "my table"; -- Ada, 3, q
SELECT n FROM "my view"; -- Ada
INSERT INTO "my table" (id) VALUES (2) RETURNING id; -- 2
SELECT "order" FROM "my table" WHERE id = 2; -- 1
