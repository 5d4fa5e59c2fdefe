INSERT INTO users (name, bio, website) VALUES ('Ada', 'Counts', NULL), ('Eve', NULL, 'https://eve.example'), ('Bob', NULL, NULL);
