INSERT INTO teams VALUES (1, NULL);
INSERT INTO members VALUES (1, 1, NULL), (2, 1, 1);
UPDATE teams SET head_id = 1;
