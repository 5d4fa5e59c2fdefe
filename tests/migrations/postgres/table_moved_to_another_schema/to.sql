CREATE SCHEMA log;
-- @was public.events
CREATE TABLE log.events (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, what text NOT NULL);
CREATE INDEX events_what ON log.events (what);
