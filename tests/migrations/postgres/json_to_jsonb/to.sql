CREATE TABLE t (id bigint PRIMARY KEY, data jsonb NOT NULL DEFAULT '{}', text_data jsonb);
CREATE INDEX t_data ON t USING gin (data jsonb_path_ops);
