/*******************************************************************************
   A record collection, in the style of tools that export a database:
   backticks, mixed case, named constraints, rows beside the tables.
*******************************************************************************/

/*!40101 SET NAMES utf8mb4 */;
/*!40014 SET FOREIGN_KEY_CHECKS=0 */;

DROP TABLE IF EXISTS `SetlistSong`;

DROP TABLE IF EXISTS `Setlist`;

DROP TABLE IF EXISTS `Song`;

DROP TABLE IF EXISTS `Record`;

DROP TABLE IF EXISTS `Musician`;

DROP TABLE IF EXISTS `Band`;

DROP TABLE IF EXISTS `SoundCarrier`;

/*******************************************************************************
   Tables
*******************************************************************************/
CREATE TABLE `Band`
(
    `BandId` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `Name` NVARCHAR(120),
    `FoundedOn` DATE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `Musician`
(
    `MusicianId` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `FirstName` NVARCHAR(40)  NOT NULL,
    `LastName` NVARCHAR(40)  NOT NULL,
    `TaughtBy` INT,
    `BandId` INT,
    `BornAt` DATETIME,
    FOREIGN KEY (`TaughtBy`) REFERENCES `Musician` (`MusicianId`)
		ON DELETE NO ACTION ON UPDATE NO ACTION,
    FOREIGN KEY (`BandId`) REFERENCES `Band` (`BandId`)
		ON DELETE NO ACTION ON UPDATE NO ACTION
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `SoundCarrier`
(
    `CarrierId` INT NOT NULL PRIMARY KEY,
    `Type` NVARCHAR(30) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `Record`
(
    `RecordId` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `Title` NVARCHAR(160)  NOT NULL,
    `BandId` INT  NOT NULL,
    `CarrierId` INT NOT NULL,
    `Price` NUMERIC(10,2)  NOT NULL,
    FOREIGN KEY (`BandId`) REFERENCES `Band` (`BandId`)
		ON DELETE NO ACTION ON UPDATE NO ACTION,
    FOREIGN KEY (`CarrierId`) REFERENCES `SoundCarrier` (`CarrierId`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `Song`
(
    `SongId` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `Name` NVARCHAR(200)  NOT NULL,
    `RecordId` INT,
    `Milliseconds` INT  NOT NULL,
    `Bytes` INT,
    `Order` INT NOT NULL DEFAULT 1,
    FOREIGN KEY (`RecordId`) REFERENCES `Record` (`RecordId`)
		ON DELETE NO ACTION ON UPDATE NO ACTION
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `Setlist`
(
    `SetlistId` INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    `Name` NVARCHAR(120)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `SetlistSong`
(
    `SetlistId` INT  NOT NULL,
    `SongId` INT  NOT NULL,
    CONSTRAINT `PK_SetlistSong` PRIMARY KEY  (`SetlistId`, `SongId`),
    FOREIGN KEY (`SetlistId`) REFERENCES `Setlist` (`SetlistId`)
		ON DELETE NO ACTION ON UPDATE NO ACTION,
    FOREIGN KEY (`SongId`) REFERENCES `Song` (`SongId`)
		ON DELETE NO ACTION ON UPDATE NO ACTION
);

/*******************************************************************************
   Keys
*******************************************************************************/
CREATE UNIQUE INDEX `UX_BandName` ON `Band` (`Name`);

CREATE INDEX `IX_MusicianTaughtBy` ON `Musician` (`TaughtBy`);

CREATE INDEX `IX_MusicianBandId` ON `Musician` (`BandId`);

CREATE INDEX `IX_RecordBandId` ON `Record` (`BandId`);

CREATE INDEX `IX_SongRecordId` ON `Song` (`RecordId`);

CREATE INDEX `IX_SetlistSongSongId` ON `SetlistSong` (`SongId`);

/*******************************************************************************
   Rows
*******************************************************************************/
INSERT INTO `Band` (`Name`, `FoundedOn`) VALUES
    ('The Rounding Errors', '1998-04-01'),
    ('Möbius & Daughters', NULL),
    ('Böse Zungen; live', '2011-11-11');

INSERT INTO `Musician` (`FirstName`, `LastName`, `TaughtBy`, `BandId`, `BornAt`) VALUES
    ('Iris', 'Quill', NULL, 1, '1970-02-28 00:00:00'),
    ('Tomás', 'O''Hare', 1, 1, '1985-12-31 23:59:59'),
    ('Wen', 'Li', 2, NULL, NULL);

INSERT INTO `SoundCarrier` (`CarrierId`, `Type`) VALUES (1, 'Vinyl'), (2, 'Tape');

INSERT INTO `Record` (`Title`, `BandId`, `CarrierId`, `Price`) VALUES
    ('Half to Even', 1, 1, 19.99),
    ('One Side Only', 2, 2, 7.5);

INSERT INTO `Song` (`Name`, `RecordId`, `Milliseconds`, `Bytes`, `Order`) VALUES
    ('Ulp', 1, 181000, 2900123, 1),
    ('Not a Number (It''s Complicated)', 1, 254321, NULL, 2),
    ('Twist', 2, 3600000, 57600000, 1),
    ('A Song Without a Record', NULL, 1, 0, 1);

INSERT INTO `Setlist` (`Name`) VALUES ('Opening'), (NULL);

INSERT INTO `SetlistSong` (`SetlistId`, `SongId`) VALUES (1, 1), (1, 3), (2, 1);
