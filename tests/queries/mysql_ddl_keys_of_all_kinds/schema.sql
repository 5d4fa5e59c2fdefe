CREATE TABLE places (
  id INT NOT NULL AUTO_INCREMENT,
  code CHAR(5) NOT NULL,
  zone INT NOT NULL,
  title VARCHAR(100) NOT NULL,
  body TEXT,
  parent INT REFERENCES places (id),
  number INT UNIQUE KEY COMMENT 'one for each',
  PRIMARY KEY (id) USING BTREE,
  UNIQUE INDEX by_code (code, zone DESC) USING BTREE COMMENT 'both',
  INDEX by_title USING HASH (title),
  KEY by_words (title(10), body(20)),
  FULLTEXT INDEX words (title, body),
  CONSTRAINT small CHECK (zone < 100),
  CHECK (code <> ''),
  CONSTRAINT own FOREIGN KEY (parent) REFERENCES places (id) ON UPDATE NO ACTION ON DELETE SET NULL
) ENGINE=InnoDB, ROW_FORMAT=DYNAMIC;
CREATE INDEX by_zone ON places (zone) USING BTREE COMMENT 'of the map';
CREATE FULLTEXT INDEX only_title ON places (title);
DROP INDEX by_zone ON places;
