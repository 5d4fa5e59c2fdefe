CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT DEFAULT 'a -- b /* c */ ; d', b TEXT);
