SELECT title FROM names ORDER BY 1; -- Ada | Eve
SELECT title FROM everything ORDER BY id; -- Ada | Eve
