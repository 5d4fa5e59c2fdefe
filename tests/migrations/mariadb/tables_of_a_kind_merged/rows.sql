INSERT INTO cats (name, fur) VALUES ('Tom', 'grey'), ('Kit', 'red');
INSERT INTO dogs (name, barks) VALUES ('Rex', true);
