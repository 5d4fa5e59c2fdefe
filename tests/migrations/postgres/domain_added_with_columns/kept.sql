SELECT email, other FROM t; -- a@b.c, none@x.y
