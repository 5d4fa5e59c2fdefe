CREATE TABLE t (id integer PRIMARY KEY, a text, b jsonb, c tsvector, d int4range);
CREATE INDEX t_a ON t USING btree (a text_pattern_ops DESC NULLS LAST) INCLUDE (b) WITH (fillfactor = 70) WHERE a <> '';
CREATE INDEX t_b ON t USING gin (b jsonb_path_ops);
CREATE INDEX t_c ON t USING gin (c) WITH (fastupdate = off);
CREATE INDEX t_d ON t USING gist (d);
CREATE INDEX t_e ON t USING hash (id);
CREATE INDEX t_f ON t USING brin (id);
CREATE INDEX t_g ON t ((b ->> 'name'), lower(a) COLLATE "C");
