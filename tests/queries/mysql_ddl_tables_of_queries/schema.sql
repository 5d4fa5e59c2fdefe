CREATE TABLE people (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20) NOT NULL, born DATE, paid DECIMAL(8,2));
CREATE TABLE names AS SELECT id, name, born FROM people;
CREATE TABLE totals SELECT name, COUNT(*) AS number, MAX(born) AS youngest, SUM(paid) AS paid FROM people GROUP BY name;
CREATE TABLE mixed (extra INT NOT NULL DEFAULT 0, KEY (extra)) ENGINE = InnoDB SELECT id, name FROM people;
