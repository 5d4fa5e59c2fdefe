SELECT fullname FROM adults; -- Ada
INSERT INTO notes VALUES (2, 2) RETURNING id; -- 2
