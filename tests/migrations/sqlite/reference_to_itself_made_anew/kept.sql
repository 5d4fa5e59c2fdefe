SELECT id, parent, name FROM nodes ORDER BY id; -- 1, NULL, root | 2, 1,  | 3, 2, leaf
