SELECT person, site, "about me" FROM "the profiles" ORDER BY person; -- 1, x, counts | 2, y, NULL
SELECT number, name FROM people ORDER BY number; -- 1, Ada | 2, Eve
