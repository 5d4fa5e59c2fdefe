CREATE TABLE users (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL
);
CREATE TABLE posts (
  id int AUTO_INCREMENT PRIMARY KEY,
  user_id bigint NOT NULL,
  title varchar(200) NOT NULL,
  at timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
  slug varchar(200) AS (lower(title)) STORED,
  KEY posts_title (title(20)),
  UNIQUE KEY (slug),
  CONSTRAINT author FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  CHECK (title <> '')
) ENGINE=InnoDB DEFAULT CHARSET=latin1 COMMENT='what users write';
