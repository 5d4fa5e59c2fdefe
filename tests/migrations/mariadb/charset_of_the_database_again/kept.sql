SELECT a FROM t; -- Zoë
