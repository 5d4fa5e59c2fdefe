INSERT INTO users VALUES (2, 'Eve') RETURNING extract(month FROM changed_at AT TIME ZONE 'UTC'); -- 2
SELECT double(2), fresh(3); -- 4, 3
