SELECT what FROM log ORDER BY n; -- a | a
