CREATE TABLE users (id integer PRIMARY KEY, name text NOT NULL, gone date);
CREATE TABLE archive (id integer PRIMARY KEY, name text NOT NULL, why text);
CREATE TABLE log (at timestamptz NOT NULL DEFAULT now(), users bigint);
