INSERT INTO staff (name) VALUES ('Ada');
INSERT INTO guests (name, until) VALUES ('Eve', '2026-01-01');
