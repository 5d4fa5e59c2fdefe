INSERT INTO a VALUES (1, 'p', 'v1'), (1, 'q', 'v2');
INSERT INTO b VALUES (1, 'p', NULL), (1, 'q', 'w');
