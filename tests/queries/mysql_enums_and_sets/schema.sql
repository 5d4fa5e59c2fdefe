CREATE TABLE tickets (
  id INT AUTO_INCREMENT PRIMARY KEY,
  state ENUM('new', 'open', 'closed') NOT NULL DEFAULT 'new',
  wants SET('mail', 'call') NOT NULL DEFAULT '',
  mood ENUM('glad', 'it''s fine', "cross")
);
