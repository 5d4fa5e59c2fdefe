-- Back again.
SET SESSION lock_wait_timeout = 5;

CREATE TABLE posts (
  id int NOT NULL,
  user_id bigint NOT NULL,
  PRIMARY KEY (id),
  INDEX user_id (user_id),
  CONSTRAINT posts_ibfk_1 FOREIGN KEY (user_id) REFERENCES users (id)
);
