INSERT INTO users VALUES (2, 'Eve') RETURNING title; -- Eve
SELECT name, title FROM log ORDER BY rowid; -- Ada, NULL | NULL, Eve
