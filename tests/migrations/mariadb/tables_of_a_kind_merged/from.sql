CREATE TABLE cats (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  name text NOT NULL,
  fur text NOT NULL
);

CREATE TABLE dogs (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  name text NOT NULL,
  barks boolean NOT NULL
);
