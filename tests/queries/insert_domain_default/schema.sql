CREATE DOMAIN level AS integer NOT NULL DEFAULT 1;
CREATE TABLE players (id integer PRIMARY KEY, name text NOT NULL, lvl level);
