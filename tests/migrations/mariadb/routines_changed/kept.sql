SELECT twice(4), made(); -- 8, 2
