CREATE TABLE p (code varchar(9) PRIMARY KEY);
CREATE TABLE c (id int PRIMARY KEY, code varchar(9), CONSTRAINT f FOREIGN KEY (code) REFERENCES p (code));
