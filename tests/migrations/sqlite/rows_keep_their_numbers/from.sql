CREATE TABLE t (a TEXT, b INTEGER);
CREATE INDEX t_a ON t (a);
CREATE VIRTUAL TABLE t_text USING fts5(a, content = 't', content_rowid = 'rowid');
