CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER AS (a * 2) STORED, c AS (abs(a) || 'a'));
CREATE INDEX t_b ON t (b, a);
