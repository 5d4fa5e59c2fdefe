SELECT a FROM t; -- x
