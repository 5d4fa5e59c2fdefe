CREATE TABLE users (
  id bigint PRIMARY KEY,
  firstName varchar(9),
  KEY (firstName)
);
