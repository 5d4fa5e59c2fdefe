CREATE DOMAIN email AS text NOT NULL CHECK (VALUE LIKE '%@%');
CREATE DOMAIN work_email AS email CONSTRAINT no_spaces CHECK (VALUE NOT LIKE '% %');
CREATE DOMAIN tags text[] DEFAULT '{}';
CREATE TABLE users (
  id int PRIMARY KEY,
  main email,
  work work_email,
  others email[],
  labels tags
);
CREATE VIEW addresses AS SELECT id, main, upper(work) AS loud FROM users;
