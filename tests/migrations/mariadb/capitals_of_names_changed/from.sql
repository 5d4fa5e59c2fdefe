CREATE TABLE users (
  id bigint PRIMARY KEY,
  firstname varchar(9),
  KEY (firstname)
);
