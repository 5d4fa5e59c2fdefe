SELECT email FROM t; -- a@b
