CREATE TABLE users (id int PRIMARY KEY, street varchar(20));
CREATE TABLE homes (user_id int PRIMARY KEY);
