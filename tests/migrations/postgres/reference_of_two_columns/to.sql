CREATE TABLE teams (org integer, number integer, PRIMARY KEY (org, number));
CREATE TABLE people (id bigint PRIMARY KEY, org integer, team integer,
  FOREIGN KEY (org, team) REFERENCES teams ON DELETE CASCADE);
