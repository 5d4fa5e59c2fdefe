SELECT words, numbers FROM t; -- {a,b}, {1,2}
