CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TABLE days (
  id integer PRIMARY KEY,
  mood mood NOT NULL,
  later mood,
  note varchar(20) NOT NULL,
  code char(3) NOT NULL,
  score smallint NOT NULL,
  total bigint NOT NULL,
  rate real NOT NULL,
  ratio double precision NOT NULL,
  price numeric(10, 2) NOT NULL
);
