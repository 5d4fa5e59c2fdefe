-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to tags while it is copied for `MODIFY COLUMN id bigint NOT NULL AUTO_INCREMENT`.
ALTER TABLE tags MODIFY COLUMN id bigint NOT NULL AUTO_INCREMENT;

CREATE TABLE users_tags (
  user_id bigint NOT NULL,
  tag_id bigint NOT NULL,
  PRIMARY KEY (user_id, tag_id),
  INDEX tag_id (tag_id),
  CONSTRAINT users_tags_ibfk_1 FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

ALTER TABLE users_tags ADD CONSTRAINT users_tags_ibfk_2 FOREIGN KEY (tag_id) REFERENCES tags (id) ON DELETE CASCADE;

