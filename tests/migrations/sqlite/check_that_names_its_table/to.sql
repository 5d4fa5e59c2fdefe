-- @was t
CREATE TABLE u (id INTEGER PRIMARY KEY, a INTEGER, CHECK (u.a > 0));
CREATE INDEX t_a ON u (a) WHERE u.a > 5;
