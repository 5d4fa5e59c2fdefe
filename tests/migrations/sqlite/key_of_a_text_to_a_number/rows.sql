INSERT INTO t VALUES ('7', 'x'), ('3', 'y');
INSERT INTO n VALUES ('3'), ('7');
