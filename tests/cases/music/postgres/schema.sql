/*******************************************************************************
   A record collection, in the style of tools that export a database:
   quoted mixed-case names beside folded ones, constraints added afterwards,
   rows beside the tables.
*******************************************************************************/

DROP TABLE IF EXISTS setlist_song, setlist, song, record, "Musician", band, "SoundCarrier";

/*******************************************************************************
   Tables
*******************************************************************************/
CREATE TABLE BAND
(
    band_id INT NOT NULL GENERATED ALWAYS AS IDENTITY,
    Name VARCHAR(120),
    founded_on DATE,
    CONSTRAINT band_pkey PRIMARY KEY  (band_id)
);

CREATE TABLE "Musician"
(
    "MusicianId" INT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "FirstName" VARCHAR(40) NOT NULL,
    "LastName" VARCHAR(40) NOT NULL,
    "TaughtBy" INT,
    "BandId" INT,
    "BornAt" TIMESTAMP,
    CONSTRAINT "PK_Musician" PRIMARY KEY  ("MusicianId")
);

CREATE TABLE "SoundCarrier"
(
    "CarrierId" SMALLINT NOT NULL,
    "Type" VARCHAR(30) NOT NULL,
    CONSTRAINT sound_carrier_pkey PRIMARY KEY  ("CarrierId")
);

CREATE TABLE record
(
    record_id INT NOT NULL GENERATED ALWAYS AS IDENTITY,
    title VARCHAR(160) NOT NULL,
    band_id INT NOT NULL,
    carrier_id SMALLINT NOT NULL,
    price NUMERIC(10,2) NOT NULL,
    CONSTRAINT record_pkey PRIMARY KEY  (record_id)
);

CREATE TABLE song
(
    song_id INT NOT NULL GENERATED ALWAYS AS IDENTITY,
    name VARCHAR(200) NOT NULL,
    record_id INT,
    milliseconds INT NOT NULL,
    bytes BIGINT,
    "order" INT NOT NULL DEFAULT 1,
    CONSTRAINT song_pkey PRIMARY KEY  (song_id)
);

CREATE TABLE setlist
(
    setlist_id INT NOT NULL GENERATED ALWAYS AS IDENTITY,
    name VARCHAR(120),
    CONSTRAINT setlist_pkey PRIMARY KEY  (setlist_id)
);

CREATE TABLE setlist_song
(
    setlist_id INT NOT NULL,
    song_id INT NOT NULL,
    CONSTRAINT setlist_song_pkey PRIMARY KEY  (setlist_id, song_id)
);

/*******************************************************************************
   Keys
*******************************************************************************/
CREATE UNIQUE INDEX band_name_key ON band (name);

ALTER TABLE "Musician" ADD CONSTRAINT "FK_MusicianTaughtBy"
    FOREIGN KEY ("TaughtBy") REFERENCES "Musician" ("MusicianId") ON DELETE NO ACTION ON UPDATE NO ACTION;

CREATE INDEX "IX_MusicianTaughtBy" ON "Musician" ("TaughtBy");

ALTER TABLE ONLY "Musician" ADD CONSTRAINT "FK_MusicianBandId"
    FOREIGN KEY ("BandId") REFERENCES band (band_id) ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE record ADD CONSTRAINT record_band_id_fkey
    FOREIGN KEY (band_id) REFERENCES band (band_id) ON DELETE NO ACTION ON UPDATE NO ACTION;

CREATE INDEX record_band_id_idx ON record (band_id);

ALTER TABLE record ADD CONSTRAINT record_carrier_id_fkey
    FOREIGN KEY (carrier_id) REFERENCES "SoundCarrier";

ALTER TABLE song ADD CONSTRAINT song_record_id_fkey
    FOREIGN KEY (record_id) REFERENCES record (record_id) ON DELETE NO ACTION ON UPDATE NO ACTION;

CREATE INDEX song_record_id_idx ON song (record_id);

ALTER TABLE setlist_song ADD CONSTRAINT setlist_song_setlist_id_fkey
    FOREIGN KEY (setlist_id) REFERENCES setlist (setlist_id) ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE setlist_song ADD CONSTRAINT setlist_song_song_id_fkey
    FOREIGN KEY (song_id) REFERENCES song (song_id) ON DELETE NO ACTION ON UPDATE NO ACTION;

CREATE INDEX setlist_song_song_id_idx ON setlist_song (song_id);

/*******************************************************************************
   Rows
*******************************************************************************/
INSERT INTO band (name, founded_on) VALUES
    (N'The Rounding Errors', '1998-04-01'),
    (N'Möbius & Daughters', NULL),
    (N'Böse Zungen; live', '2011-11-11');

INSERT INTO "Musician" ("FirstName", "LastName", "TaughtBy", "BandId", "BornAt") VALUES
    (N'Iris', N'Quill', NULL, 1, '1970-02-28 00:00:00'),
    (N'Tomás', N'O''Hare', 1, 1, '1985-12-31 23:59:59'),
    (N'Wen', N'Li', 2, NULL, NULL);

INSERT INTO "SoundCarrier" ("CarrierId", "Type") VALUES (1, N'Vinyl'), (2, N'Tape');

INSERT INTO record (title, band_id, carrier_id, price) VALUES
    (N'Half to Even', 1, 1, 19.99),
    (N'One Side Only', 2, 2, 7.5);

INSERT INTO song (name, record_id, milliseconds, bytes, "order") VALUES
    (N'Ulp', 1, 181000, 2900123, 1),
    (N'Not a Number (It''s Complicated)', 1, 254321, NULL, 2),
    (N'Twist', 2, 3600000, 57600000, 1),
    (N'A Song Without a Record', NULL, 1, 0, 1);

INSERT INTO setlist (name) VALUES (N'Opening'), (NULL);

INSERT INTO setlist_song (setlist_id, song_id) VALUES (1, 1), (1, 3), (2, 1);
