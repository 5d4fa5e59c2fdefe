CREATE TABLE notes (
  id bigint PRIMARY KEY,
  owner text NOT NULL,
  body text
);
CREATE TABLE open (id bigint PRIMARY KEY);
ALTER TABLE open ENABLE ROW LEVEL SECURITY;
CREATE POLICY all_open ON open USING (true);
