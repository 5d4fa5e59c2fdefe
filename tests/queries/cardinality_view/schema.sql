CREATE TABLE users (id integer PRIMARY KEY, email text NOT NULL UNIQUE, active boolean NOT NULL);
CREATE VIEW active_users AS SELECT id AS user_id, email FROM users WHERE active;
CREATE VIEW mails AS SELECT email FROM active_users;
