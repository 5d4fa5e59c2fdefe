CREATE TABLE users (
  id bigint PRIMARY KEY,
  -- @was name
  title varchar(80) NOT NULL,
  KEY by_name (title(10), id)
);
