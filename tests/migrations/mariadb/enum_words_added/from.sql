CREATE TABLE t (id int PRIMARY KEY, state ENUM('draft', 'open') NOT NULL DEFAULT 'draft', tags SET('a', 'b'));
