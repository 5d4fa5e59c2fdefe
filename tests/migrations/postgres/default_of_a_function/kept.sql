SELECT word FROM t; -- hello
