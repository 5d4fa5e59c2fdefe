CREATE TABLE users (id integer PRIMARY KEY, email text NOT NULL, nick text, active boolean NOT NULL DEFAULT true);
CREATE VIEW active_users AS SELECT id AS user_id, email AS mail, nick, lower(email) AS low FROM users WHERE active;
CREATE VIEW people AS SELECT user_id, mail FROM active_users;
