SELECT d FROM t; -- x
