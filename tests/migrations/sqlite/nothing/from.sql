create table Users (ID integer primary key, "name" varchar(80) not null default 'x');
create view V as select id from users;
