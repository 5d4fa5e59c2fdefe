CREATE TABLE people (id int PRIMARY KEY, mail varchar(80), age varchar(9));
CREATE TABLE posts (
  id int AUTO_INCREMENT PRIMARY KEY,
  person_id int NOT NULL,
  title varchar(40) NOT NULL,
  state ENUM('draft', 'open') NOT NULL DEFAULT 'draft',
  old text,
  KEY posts_person (person_id),
  FOREIGN KEY (person_id) REFERENCES people (id)
);
CREATE VIEW open_posts AS SELECT p.id, p.title, u.mail FROM posts p JOIN people u ON u.id = p.person_id WHERE p.state = 'open';
