-- A few rows to look at.
INSERT INTO people (name) VALUES ('Ada Lovelace'), ('Grace Hopper');
INSERT INTO notes (person_id, title, state) VALUES
  (1, 'Write to Mr. Babbage', 'done'),
  (1, 'Weave an algebraic pattern', 'open'),
  (2, 'Look behind relay 70', 'open');
