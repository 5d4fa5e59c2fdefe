-- @was people
CREATE TABLE users (
  id bigint PRIMARY KEY,
  -- @was mail
  -- @backfill 'none'
  email varchar(80) NOT NULL,
  age smallint CHECK (age > 0)
);
CREATE TABLE posts (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  -- @was person_id
  user_id bigint NOT NULL,
  title text NOT NULL CHECK (title <> ''),
  state ENUM('draft', 'open', 'closed') NOT NULL DEFAULT 'closed',
  at timestamp NOT NULL DEFAULT now(),
  KEY posts_user (user_id),
  FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE VIEW open_posts AS SELECT p.id, p.title, u.email FROM posts p JOIN users u ON u.id = p.user_id WHERE p.state = 'open';
