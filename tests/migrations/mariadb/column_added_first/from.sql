CREATE TABLE notes (text varchar(20));
