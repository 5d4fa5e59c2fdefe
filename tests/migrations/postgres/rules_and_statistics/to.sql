CREATE TABLE t (id integer PRIMARY KEY, a integer, b integer);
CREATE RULE no_delete AS ON DELETE TO t DO INSTEAD NOTHING;
