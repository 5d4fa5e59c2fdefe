SELECT a FROM u; -- 1
