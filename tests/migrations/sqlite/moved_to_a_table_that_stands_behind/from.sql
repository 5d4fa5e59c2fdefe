CREATE TABLE profiles (user_id INTEGER PRIMARY KEY REFERENCES users (id), bio TEXT CHECK (bio <> ''), site TEXT);
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);
