-- one way
SELECT shop, code, stock FROM stocks; -- 1, a, 5
