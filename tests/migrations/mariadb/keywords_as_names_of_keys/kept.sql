SELECT comment FROM t; -- x
