SELECT * FROM v; -- x, 1
