CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE new (id integer PRIMARY KEY, user_id bigint NOT NULL REFERENCES users);
CREATE VIEW known AS SELECT id FROM users;
COMMENT ON VIEW known IS 'Known.';
