INSERT INTO pages VALUES ('x', 'y');
