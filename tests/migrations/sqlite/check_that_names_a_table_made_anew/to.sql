CREATE TABLE "the things" (id INTEGER PRIMARY KEY, a INTEGER, b TEXT UNIQUE, CHECK ("the things".a > 1));
