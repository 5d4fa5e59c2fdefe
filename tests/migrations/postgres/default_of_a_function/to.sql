CREATE FUNCTION first_word() RETURNS text LANGUAGE sql AS 'SELECT ''hello''';
CREATE TABLE t (id bigint PRIMARY KEY, word text NOT NULL DEFAULT first_word());
