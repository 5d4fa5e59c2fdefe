CREATE TABLE t (id integer PRIMARY KEY, a text DEFAULT 'don''t');
COMMENT ON TABLE t IS 'It''s; not -- a comment';
