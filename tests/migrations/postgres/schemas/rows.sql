INSERT INTO app.users VALUES (1, 'Ada');
INSERT INTO notes VALUES (1, 1);
