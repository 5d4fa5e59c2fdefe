SELECT data ->> 'a', text_data ->> 'b' FROM t; -- 1, 2
