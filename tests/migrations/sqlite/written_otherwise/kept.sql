SELECT a FROM v; -- x
