CREATE TABLE jobs (id int PRIMARY KEY, state text NOT NULL, worker text);
CREATE TABLE logs (id int PRIMARY KEY, job_id int NOT NULL REFERENCES jobs (id), line text);
