-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

CREATE TABLE posts (
  id int NOT NULL AUTO_INCREMENT,
  user_id bigint NOT NULL,
  title varchar(200) NOT NULL,
  at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  slug varchar(200) GENERATED ALWAYS AS (lower(title)) STORED,
  PRIMARY KEY (id),
  INDEX posts_title (title(20)),
  UNIQUE INDEX slug (slug),
  CONSTRAINT author FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT CONSTRAINT_1 CHECK (title <> '')
) COMMENT='what users write' DEFAULT CHARACTER SET latin1;

