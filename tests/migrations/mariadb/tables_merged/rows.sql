INSERT INTO users (name) VALUES ('Ada'), ('Eve'), ('Bob');
INSERT INTO profiles VALUES (1, 'Counts', 'https://ada.example'), (3, 'Builds', NULL);
