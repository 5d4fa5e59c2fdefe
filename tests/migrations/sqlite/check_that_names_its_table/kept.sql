SELECT a FROM u; -- 7
