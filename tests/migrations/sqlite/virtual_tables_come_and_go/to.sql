CREATE TABLE t (id INTEGER PRIMARY KEY);
CREATE VIRTUAL TABLE new USING fts5(a, tokenize = "unicode61 remove_diacritics 2");
