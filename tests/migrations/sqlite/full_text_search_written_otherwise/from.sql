create virtual table pages using fts5(title,body);
CREATE TABLE t (a TEXT);
