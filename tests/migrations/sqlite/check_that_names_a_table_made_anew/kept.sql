SELECT a FROM "the things"; -- 7
