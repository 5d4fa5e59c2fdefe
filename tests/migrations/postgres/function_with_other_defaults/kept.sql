SELECT add_to(3); -- 5
