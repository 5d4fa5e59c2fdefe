-- @was a
CREATE TABLE c (id bigint PRIMARY KEY);
CREATE TABLE d (id int PRIMARY KEY);
