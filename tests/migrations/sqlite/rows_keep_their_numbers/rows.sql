INSERT INTO t VALUES ('zoo', 1), ('yes', 2), ('ant', 3);
DELETE FROM t WHERE b = 2;
INSERT INTO t_text (rowid, a) SELECT rowid, a FROM t;
