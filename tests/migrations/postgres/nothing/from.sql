CREATE TABLE users (id int4 PRIMARY KEY, name VARCHAR(80) not null default 'x', ok bool CHECK (id>0));
CREATE VIEW v AS select ID from Users;
