-- The reference project's blog with what MariaDB has beyond SQLite: enums, sets, unsigned
-- integers, decimals, JSON, regular expressions and points in time.

-- People who write and comment.
CREATE TABLE users (
  id bigint unsigned AUTO_INCREMENT PRIMARY KEY,
  -- How the site addresses the person.
  -- @example "Ada Lovelace"
  name varchar(80) NOT NULL CHECK (name <> ''),
  -- Where the person is reached; also what they sign in with.
  -- @example "ada@example.org"
  email varchar(254) NOT NULL UNIQUE CHECK (email REGEXP '^[^@ ]+@[^@ ]+$'),
  -- A few words for the page about the person.
  bio text,
  -- What the person may do on the site.
  role enum('member', 'editor', 'admin') NOT NULL DEFAULT 'member',
  -- The password as the sign-in service has hashed it: it comes in and never goes out.
  -- @writeonly
  -- @example "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2g"
  password_hash text NOT NULL CHECK (char_length(password_hash) >= 16),
  -- Choices of the person: language, newsletter, colours.
  settings json NOT NULL DEFAULT '{}' CHECK (json_type(settings) = 'OBJECT'),
  -- When the account was opened.
  created_at timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) -- @readonly
);

-- What people write.
-- @sort -created_at
-- @search title, body
CREATE TABLE posts (
  id bigint unsigned AUTO_INCREMENT PRIMARY KEY,
  -- Who wrote it.
  -- @rel author as posts
  user_id bigint unsigned NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- How the post is named in addresses: small letters, digits and dashes.
  -- @example "on-engines"
  slug varchar(120) NOT NULL UNIQUE
    CHECK (slug REGEXP '^[a-z0-9-]+$' AND char_length(slug) >= 3),
  -- @example "On engines"
  title varchar(200) NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200 AND title <> 'untitled'),
  -- The text, in Markdown.
  body text NOT NULL DEFAULT '',
  -- Drafts are seen by their author alone.
  status varchar(12) NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published', 'archived')),
  -- Whether the post stays on top of lists.
  pinned boolean NOT NULL DEFAULT false,
  -- Stars given by the editors.
  rating smallint CHECK (rating BETWEEN 0 AND 5),
  -- How long a reader needs, in minutes.
  reading_minutes integer NOT NULL DEFAULT 1
    CHECK (reading_minutes > 0 AND reading_minutes < 600),
  -- What a reader pays for it, in euros.
  price numeric(6, 2) NOT NULL DEFAULT 0 CHECK (price >= 0),
  -- What it is about.
  topics set('engines', 'light', 'numbers') NOT NULL DEFAULT '',
  -- What the editors say among themselves.
  moderation_note text, -- @hidden
  -- When it was published.
  published_at datetime(6) NULL,
  -- When it was begun.
  created_at timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), -- @readonly
  CONSTRAINT published_posts_have_a_date
    CHECK (status <> 'published' OR published_at IS NOT NULL)
);

CREATE INDEX posts_user_id ON posts (user_id);
CREATE INDEX posts_published_at ON posts (published_at);
CREATE INDEX posts_created_at ON posts (created_at);

-- What readers say about a post.
CREATE TABLE comments (
  id bigint unsigned AUTO_INCREMENT PRIMARY KEY,
  -- The post that it is about.
  post_id bigint unsigned NOT NULL REFERENCES posts (id) ON DELETE CASCADE, -- @immutable
  -- Who said it; nobody, once the account is closed.
  user_id bigint unsigned REFERENCES users (id) ON DELETE SET NULL,
  -- The comment that it answers.
  -- @rel parent as replies
  parent_id bigint unsigned REFERENCES comments (id) ON DELETE CASCADE,
  -- @example "First!"
  body text NOT NULL CHECK (char_length(body) >= 1 AND char_length(body) <= 2000),
  -- When it was said.
  created_at timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) -- @readonly
);

CREATE INDEX comments_post_id ON comments (post_id, created_at);
CREATE INDEX comments_parent_id ON comments (parent_id);

-- Words that gather posts.
CREATE TABLE tags (
  id int unsigned AUTO_INCREMENT PRIMARY KEY,
  -- @example "history"
  name varchar(40) NOT NULL UNIQUE CHECK (name <> ''),
  -- How the tag is painted, as in CSS.
  -- @example "#4b8b3b"
  color char(7) CHECK (color LIKE '#%'),
  -- Where the tag stands in menus: 1 above all, 3 below.
  rank integer NOT NULL DEFAULT 2 CHECK (rank IN (1, 2, 3)),
  -- How much the tag counts in recommendations.
  weight double precision NOT NULL DEFAULT 0.5 CHECK (weight > 0 AND weight <= 1)
);

-- Which post carries which tag.
CREATE TABLE post_tags (
  post_id bigint unsigned NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  tag_id int unsigned NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
  -- The tag's place among those of the post, from 0.
  position integer NOT NULL DEFAULT 0 CHECK (position >= 0),
  PRIMARY KEY (post_id, tag_id)
);

CREATE INDEX post_tags_tag_id ON post_tags (tag_id);

-- Published posts with their authors' names, for the front page.
CREATE VIEW published_posts AS
SELECT
  posts.id,
  posts.slug,
  posts.title,
  users.name AS author,
  posts.published_at,
  count(comments.id) AS comment_count -- How many comments the post has.
FROM posts
JOIN users ON users.id = posts.user_id
LEFT JOIN comments ON comments.post_id = posts.id
WHERE posts.status = 'published'
GROUP BY posts.id, posts.slug, posts.title, users.name, posts.published_at;
