SELECT name FROM v; -- Ada
