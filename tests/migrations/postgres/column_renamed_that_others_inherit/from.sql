CREATE TABLE things (id int PRIMARY KEY, label text, CHECK (label <> 'x'));
CREATE TABLE cars (wheels int CHECK (wheels > 0), CHECK (label <> '')) INHERITS (things);
CREATE INDEX cars_label ON cars (label);
