CREATE TABLE contacts (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  name text NOT NULL,
  company text NOT NULL,
  note text
);
