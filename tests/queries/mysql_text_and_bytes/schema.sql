CREATE TABLE documents (
  code CHAR(3) NOT NULL,
  one CHAR,
  name VARCHAR(100) CHARACTER SET latin1 COLLATE latin1_bin,
  national NVARCHAR(20),
  tiny TINYTEXT,
  body MEDIUMTEXT NOT NULL,
  sized TEXT(200),
  all_of_it LONGTEXT CHARACTER SET utf8mb4,
  hash BINARY(16) NOT NULL,
  bytes VARBINARY(64),
  small_file TINYBLOB,
  plain BLOB,
  sized_file BLOB(70000),
  file LONGBLOB,
  PRIMARY KEY (hash)
) COMMENT = 'Files; with what is known of them';
