CREATE TABLE machines (
  id INT AUTO_INCREMENT PRIMARY KEY,
  flags BIT(8) NOT NULL DEFAULT b'0',
  one BIT,
  made YEAR NOT NULL,
  retired YEAR(4)
);
