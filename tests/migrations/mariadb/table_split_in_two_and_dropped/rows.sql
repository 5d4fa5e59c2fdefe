INSERT INTO contacts (name, company, note) VALUES ('Ada', 'Acme', 'x'), ('Eve', 'Bolt', NULL);
