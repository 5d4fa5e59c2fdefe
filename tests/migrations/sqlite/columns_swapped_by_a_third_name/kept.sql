SELECT first, b FROM t; -- was b, was a
