-- one way
SELECT a FROM t; -- x
