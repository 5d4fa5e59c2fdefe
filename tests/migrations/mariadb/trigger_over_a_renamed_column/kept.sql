SELECT title FROM people ORDER BY id; -- ADA | EVE
