CREATE TABLE other (id bigint PRIMARY KEY);
CREATE TABLE teams (id bigint PRIMARY KEY, head_id bigint);
CREATE TABLE members (id bigint PRIMARY KEY, team_id bigint REFERENCES teams);
ALTER TABLE teams ADD CONSTRAINT teams_head FOREIGN KEY (head_id) REFERENCES members (id);
