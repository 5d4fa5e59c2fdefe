-- @was t
CREATE TABLE things (id INTEGER PRIMARY KEY, a TEXT);
CREATE INDEX t ON things (a);
