CREATE SCHEMA a;
CREATE SCHEMA b;
CREATE TYPE a.kind AS ENUM ('x', 'z');
CREATE TYPE b.kind AS ENUM ('y');
CREATE TABLE a.t (id integer PRIMARY KEY, kind a.kind NOT NULL);
CREATE TABLE b.t (id integer PRIMARY KEY, kind b.kind, a integer REFERENCES a.t ON DELETE CASCADE);
CREATE INDEX t_kind ON b.t (kind);
