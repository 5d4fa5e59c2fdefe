-- Migrations of goose, dbmate and tern: what goes back is left out.

-- +goose Up
CREATE TABLE users (id bigint PRIMARY KEY);
-- +goose StatementBegin
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
-- +goose StatementEnd

-- +goose Down
DROP TABLE users;

-- migrate:up transaction:false
CREATE TABLE posts (id bigint PRIMARY KEY, user_id bigint REFERENCES users);

-- migrate:down
DROP TABLE posts;

-- migrate:up
CREATE TABLE comments (id bigint PRIMARY KEY);

---- create above / drop below ----

DROP TABLE comments;
