INSERT INTO t VALUES (1, 'new', 'a'), (2, 'open', 'b'), (3, 'it''s done', NULL);
