CREATE TABLE t (id int PRIMARY KEY COMMENT 'the key', a int COMMENT 'it''s, (new)', b int);
