CREATE TABLE users (
  id bigint PRIMARY KEY,
  -- @was bio
  about varchar(500) CHECK (length(about) < 500),
  KEY (about),
  CHECK (about <> '')
);
