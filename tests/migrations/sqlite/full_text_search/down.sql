-- Back again.
PRAGMA foreign_keys = OFF;

DROP TRIGGER posts_told;

-- DANGER: every row of posts_text is lost.
DROP TABLE posts_text;
