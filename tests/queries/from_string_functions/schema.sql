CREATE TABLE texts (id int PRIMARY KEY, body text NOT NULL, note text);
