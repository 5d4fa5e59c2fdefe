CREATE TABLE words (word text NOT NULL, n int);
