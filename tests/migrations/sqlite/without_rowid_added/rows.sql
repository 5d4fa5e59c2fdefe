INSERT INTO codes VALUES ('b', 'two'), ('a', 'one');
