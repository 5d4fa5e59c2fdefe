SELECT name FROM c ORDER BY id; -- Ada | Eve
