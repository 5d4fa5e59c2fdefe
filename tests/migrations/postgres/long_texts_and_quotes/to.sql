CREATE TABLE t (id integer PRIMARY KEY, a text DEFAULT E'line\nbreak; -- ''x''', b text DEFAULT $$a;b$$ CHECK (b <> ';'));
COMMENT ON TABLE t IS 'It''s; /* still */ not -- a comment';
