SELECT e, s FROM t; -- ä, x
