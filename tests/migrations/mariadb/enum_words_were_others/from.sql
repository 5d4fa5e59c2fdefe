CREATE TABLE t (id int PRIMARY KEY, state ENUM('new', 'open', 'it''s done') NOT NULL DEFAULT 'new', kind enum('a', 'b'), KEY (state));
