CREATE TABLE users (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL,
  changed timestamp NOT NULL DEFAULT current_timestamp ON UPDATE current_timestamp
);
