CREATE SEQUENCE numbers START WITH 5 INCREMENT BY 2 CACHE 10;

CREATE TABLE par (
  id int AUTO_INCREMENT PRIMARY KEY,
  code varchar(10) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL DEFAULT 'it''s, (odd' COMMENT 'the \\ code',
  UNIQUE KEY code_u (code)
) COMMENT = 'it''s a table';
CREATE TABLE teams (id int PRIMARY KEY, head_id bigint unsigned);
CREATE TABLE kid (
  id bigint unsigned NOT NULL AUTO_INCREMENT,
  par_id int,
  other int,
  a int NOT NULL DEFAULT 3 CHECK (a > 0),
  b int GENERATED ALWAYS AS (a * 2) STORED,
  v int AS (a + 1) VIRTUAL COMMENT 'computed',
  c varchar(30) DEFAULT (concat('x', 'y')),
  n int DEFAULT (nextval(numbers)),
  ts timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  d datetime(3) DEFAULT now(3),
  moment timestamp NULL,
  txt text,
  j json NOT NULL,
  k json CHECK (json_length(k) > 0),
  e enum('a', 'it''s', 'b,c') DEFAULT 'a',
  s set('x', 'y') NOT NULL DEFAULT 'x,y',
  hidden int INVISIBLE,
  bytes binary(3) NOT NULL DEFAULT X'00FF27',
  padded int(5) unsigned zerofill,
  flag boolean NOT NULL DEFAULT true,
  team_id int,
  `odd ``name` int UNIQUE,
  `order` int,
  place point NOT NULL,
  PRIMARY KEY (id),
  KEY (other, a),
  FULLTEXT KEY ft (txt),
  SPATIAL INDEX places (place),
  FOREIGN KEY (par_id) REFERENCES par (id) ON DELETE CASCADE,
  CONSTRAINT named FOREIGN KEY (other) REFERENCES par (id) ON UPDATE SET NULL,
  CONSTRAINT its_team FOREIGN KEY (team_id) REFERENCES teams (id),
  CHECK (a < 100),
  CONSTRAINT nm CHECK (a <> 5),
  UNIQUE (e, a DESC),
  UNIQUE KEY twice (a, d),
  KEY pref (txt(10)) COMMENT 'some'
) ROW_FORMAT = DYNAMIC COMMENT = 'kids';
ALTER TABLE teams ADD FOREIGN KEY (head_id) REFERENCES kid (id);
ALTER TABLE kid ALTER INDEX pref IGNORED;
CREATE TABLE named_key (a int NOT NULL, b int NOT NULL AUTO_INCREMENT, PRIMARY KEY (a), KEY numbered (b));
CREATE TABLE two_keys (a int, b int, KEY ab (a, b), FOREIGN KEY (a) REFERENCES par (id), FOREIGN KEY (b) REFERENCES par (id));
CREATE TABLE parted (id int NOT NULL, y int NOT NULL, PRIMARY KEY (id, y))
PARTITION BY RANGE (y) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN MAXVALUE);
CREATE TABLE versioned (id int PRIMARY KEY) WITH SYSTEM VERSIONING;
CREATE TABLE plain (a int) ENGINE = MyISAM CHARSET = latin1;

CREATE VIEW z AS SELECT id, a + 1 AS z, concat(c, ', ', txt) AS text FROM kid WHERE a > 1 ORDER BY id DESC LIMIT 5;
CREATE SQL SECURITY INVOKER VIEW a_view AS SELECT z.z, p.code FROM z LEFT JOIN par p ON p.id = z.id AND p.id > 0 GROUP BY z.z, p.code HAVING count(*) > 1;
CREATE ALGORITHM = MERGE VIEW merged AS SELECT id FROM par WHERE id IN (SELECT par_id FROM kid) WITH CHECK OPTION;

DELIMITER //
CREATE PROCEDURE pp(IN x int) COMMENT 'p'
BEGIN
  DECLARE y int DEFAULT 1;
  SELECT x + y;
END//
CREATE TRIGGER tt BEFORE INSERT ON kid FOR EACH ROW
BEGIN
  SET NEW.a = 1;
  SET NEW.c = 'x;y';
END//
DELIMITER ;
CREATE FUNCTION ff(x int) RETURNS int DETERMINISTIC RETURN x + 1;
CREATE TRIGGER uu AFTER DELETE ON par FOR EACH ROW INSERT INTO par (code) VALUES ('x');
CREATE TRIGGER vv AFTER DELETE ON par FOR EACH ROW FOLLOWS uu INSERT INTO par (code) VALUES ('y');
