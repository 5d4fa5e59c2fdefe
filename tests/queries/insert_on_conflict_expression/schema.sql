CREATE TABLE users (id integer PRIMARY KEY, email text NOT NULL, tenant integer NOT NULL, nick text);
CREATE UNIQUE INDEX users_email ON users (lower(email));
CREATE UNIQUE INDEX users_nick ON users (tenant, lower(nick));
