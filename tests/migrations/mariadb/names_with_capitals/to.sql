CREATE TABLE Users (
  userId int PRIMARY KEY,
  -- @was firstName
  givenName varchar(30) NOT NULL,
  fullName varchar(60) AS (concat(`givenName`, ' x')) STORED,
  KEY byFirst (givenName),
  CHECK (GivenName <> '')
);
CREATE TRIGGER Tr BEFORE INSERT ON Users FOR EACH ROW SET NEW.givenName = lower(NEW.givenName);
CREATE VIEW Names AS SELECT givenName FROM Users;
