SELECT a, b, c FROM t; -- Zoë, Zoë, x
