-- @was t
CREATE TABLE u (id integer PRIMARY KEY, a text);
CREATE TABLE log (what text);
CREATE RULE t_log AS ON INSERT TO u DO ALSO INSERT INTO log VALUES (NEW.a);
