-- name: Fill :exec
MERGE INTO counters USING generate_series(1, 3) AS n ON counters.id = n
WHEN NOT MATCHED AND n = 1 THEN INSERT DEFAULT VALUES
WHEN NOT MATCHED THEN INSERT (id, hits) OVERRIDING SYSTEM VALUE VALUES (n, @hits);
