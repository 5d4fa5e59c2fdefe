INSERT INTO users VALUES (1, 'Ada');
INSERT INTO rowtype_new_users VALUES (2, 'Eve');
