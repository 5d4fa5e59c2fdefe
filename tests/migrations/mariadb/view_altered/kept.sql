SELECT name FROM v ORDER BY id; -- Ada | Eve
