CREATE TABLE users (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL
);
CREATE TABLE log (n int AUTO_INCREMENT PRIMARY KEY, what varchar(9));
CREATE TRIGGER a AFTER INSERT ON users FOR EACH ROW INSERT INTO log (what) VALUES ('a');
