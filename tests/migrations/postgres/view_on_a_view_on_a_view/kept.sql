SELECT a, b FROM three; -- 1, 2
