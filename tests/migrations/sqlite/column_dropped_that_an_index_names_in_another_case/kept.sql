SELECT kept FROM t; -- y
