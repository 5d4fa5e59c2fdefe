CREATE TABLE notes (
  id bigint PRIMARY KEY,
  owner varchar(80) NOT NULL,
  body text
);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
ALTER TABLE notes FORCE ROW LEVEL SECURITY;
CREATE POLICY own_notes ON notes USING (owner = current_setting('app.user', true));
CREATE TABLE open (id bigint PRIMARY KEY);
