CREATE TABLE notes (id bigint PRIMARY KEY, owner varchar(60) NOT NULL);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes FOR SELECT USING (owner = current_user);
