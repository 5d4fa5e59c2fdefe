CREATE SCHEMA app;
SET search_path TO app, public;
CREATE TYPE level AS ENUM ('low', 'high');
CREATE TABLE things (id int PRIMARY KEY, l level NOT NULL);
CREATE TABLE public.things (id text PRIMARY KEY);
CREATE VIEW high AS SELECT id FROM things WHERE l = 'high';
