CREATE TABLE words (id int PRIMARY KEY, word text NOT NULL, other text);
