SELECT first(ROW(1, 2)::pair); -- 2
