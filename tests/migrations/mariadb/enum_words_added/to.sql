CREATE TABLE t (id int PRIMARY KEY, state ENUM('draft', 'open', 'it''s closed') NOT NULL DEFAULT 'draft', tags SET('a', 'b', 'c'));
