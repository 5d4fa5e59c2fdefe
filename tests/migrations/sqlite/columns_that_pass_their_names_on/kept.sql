SELECT b, c, d FROM t; -- was a, was b, was c
