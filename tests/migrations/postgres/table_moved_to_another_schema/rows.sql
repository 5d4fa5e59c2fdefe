INSERT INTO events (what) VALUES ('a'), ('b');
