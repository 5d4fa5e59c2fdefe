CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TABLE t (id bigint PRIMARY KEY, email text NOT NULL, login text NOT NULL, mood mood NOT NULL);
