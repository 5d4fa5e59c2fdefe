CREATE TABLE things (
  id int PRIMARY KEY,
  title text, -- @was label
  CHECK (title <> 'x')
);
CREATE TABLE cars (wheels int CHECK (wheels > 0), CHECK (title <> '')) INHERITS (things);
CREATE INDEX cars_label ON cars (title);
