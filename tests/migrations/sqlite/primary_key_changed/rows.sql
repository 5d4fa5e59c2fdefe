INSERT INTO users VALUES ('x', 'Ada'), ('y', 'Eve');
