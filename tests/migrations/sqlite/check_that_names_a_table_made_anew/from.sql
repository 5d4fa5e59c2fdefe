CREATE TABLE "the things" (id INTEGER PRIMARY KEY, a INTEGER, b TEXT, CHECK ("the things".a > 0));
