SELECT name FROM v; -- Eve
