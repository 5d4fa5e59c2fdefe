CREATE TABLE staff (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE guests (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  name text NOT NULL,
  until date
);
