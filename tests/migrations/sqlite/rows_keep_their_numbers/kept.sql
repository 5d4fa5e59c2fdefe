SELECT rowid, a FROM t ORDER BY rowid; -- 1, zoo | 3, ant
SELECT a FROM t_text WHERE t_text MATCH 'ant'; -- ant
