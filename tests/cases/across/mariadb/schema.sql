-- Rows that are found by what belongs to them, and come with what belongs to that.

-- Where people work together.
CREATE TABLE teams (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  -- @example "Engines"
  name VARCHAR(80) NOT NULL,
  -- What only the team knows.
  motto VARCHAR(80) -- @hidden
);

-- Somebody who writes.
-- @filter team.name, profile.city, articles.title, articles.comments.body
-- @include articles.comments, articles.comments.person
CREATE TABLE people (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  -- @example "Ada"
  name VARCHAR(80) NOT NULL,
  email VARCHAR(80),
  born DATE,
  team_id BIGINT REFERENCES teams (id) -- @rel team as members
);

-- What somebody tells of himself.
CREATE TABLE profiles (
  person_id BIGINT NOT NULL PRIMARY KEY REFERENCES people (id),
  -- @example "London"
  city VARCHAR(80) NOT NULL
);

-- What is written.
-- @filter author.name, author.email, author.born, author.team.name, editor.name
-- @filter comments.body, comments.stars, comments.person.name, words.name
-- @filter marks.remark, author.profile.city
-- @include author.team, comments.person.team, words.articles
-- @include editor.profile, author.own_marks
CREATE TABLE articles (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  -- @example "On engines"
  title VARCHAR(80) NOT NULL,
  author_id BIGINT NOT NULL REFERENCES people (id), -- @rel author as articles
  editor_id BIGINT REFERENCES people (id) -- @rel editor as edited
);

CREATE INDEX articles_author_id ON articles (author_id);

-- What readers say of it.
CREATE TABLE comments (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  article_id BIGINT NOT NULL REFERENCES articles (id),
  person_id BIGINT REFERENCES people (id), -- @rel person as comments
  -- @example "First!"
  body VARCHAR(80) NOT NULL,
  stars INTEGER,
  deleted_at TIMESTAMP NULL -- @softdelete
);

CREATE INDEX comments_article_id ON comments (article_id);

-- Words that gather articles.
CREATE TABLE words (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  -- @example "history"
  name VARCHAR(80) NOT NULL UNIQUE
);

CREATE TABLE article_words (
  article_id BIGINT NOT NULL REFERENCES articles (id),
  word_id BIGINT NOT NULL REFERENCES words (id),
  PRIMARY KEY (article_id, word_id)
);

-- What a reader keeps for himself at an article.
-- @owner reader_id
-- @filter article.title, article.author.name
-- @include article.author
CREATE TABLE marks (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  reader_id BIGINT NOT NULL REFERENCES people (id), -- @rel reader as own_marks
  article_id BIGINT NOT NULL REFERENCES articles (id),
  -- @example "Read again"
  remark VARCHAR(80) NOT NULL
);

CREATE INDEX marks_article_id ON marks (article_id);
