SELECT full_name, name FROM t ORDER BY id; -- Ada, A | Eve, E
