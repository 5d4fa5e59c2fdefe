CREATE TABLE people (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL, born DATE);
CREATE ALGORITHM=MERGE DEFINER=`root`@`localhost` SQL SECURITY INVOKER VIEW `adults` AS
  select `people`.`id` AS `id`,`people`.`name` AS `name`,`people`.`born` AS `born` from `people` where `people`.`born` < '2000-01-01'
  WITH CASCADED CHECK OPTION;
CREATE OR REPLACE VIEW counted (name, number) AS SELECT name, COUNT(*) FROM people GROUP BY name;
CREATE VIEW changed AS SELECT 1 AS one;
ALTER ALGORITHM = TEMPTABLE VIEW changed AS SELECT id, UPPER(name) AS loud FROM people;
DROP VIEW IF EXISTS nothing;
