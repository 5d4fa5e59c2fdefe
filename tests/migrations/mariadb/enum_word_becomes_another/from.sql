CREATE TABLE t (id int PRIMARY KEY, state ENUM('open', 'done') NOT NULL DEFAULT 'open', KEY (state));
