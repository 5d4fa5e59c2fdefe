SELECT c FROM w ORDER BY a; -- none | Ada | Eve
