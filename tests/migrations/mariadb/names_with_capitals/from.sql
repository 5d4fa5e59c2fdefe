CREATE TABLE Users (
  userId int PRIMARY KEY,
  firstName varchar(20),
  fullName varchar(60) AS (concat(firstName, ' x')) STORED,
  KEY byFirst (firstName),
  CHECK (firstName <> '')
);
CREATE TRIGGER Tr BEFORE INSERT ON Users FOR EACH ROW SET NEW.firstName = upper(NEW.firstName);
CREATE VIEW Names AS SELECT firstName FROM Users;
