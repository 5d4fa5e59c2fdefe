CREATE TABLE t (
  id integer PRIMARY KEY,
  broad integer NOT NULL, -- @was width
  tall integer NOT NULL, -- @was height
  CHECK (broad > tall)
);
