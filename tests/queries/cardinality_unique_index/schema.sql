CREATE TABLE users (id integer PRIMARY KEY, email text NOT NULL, tenant integer NOT NULL, nick text, gone boolean NOT NULL DEFAULT false);
CREATE UNIQUE INDEX users_email ON users (lower(email));
CREATE UNIQUE INDEX users_nick ON users (tenant, nick) WHERE NOT gone;
