SELECT user_id, street, city FROM addresses ORDER BY user_id; -- 5, s1, c1 | 10, s3, NULL
INSERT INTO users (name) VALUES ('Joe') RETURNING id; -- 11
