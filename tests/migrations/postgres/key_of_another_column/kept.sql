SELECT code FROM t JOIN u ON u.t_id = t.id; -- y
