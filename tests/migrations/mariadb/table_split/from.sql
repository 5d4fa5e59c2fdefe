CREATE TABLE users (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  name text NOT NULL,
  bio text,
  website text
);
