CREATE TABLE users (id int PRIMARY KEY, name varchar(20) NOT NULL, score numeric(8, 2) NOT NULL);
CREATE TABLE ranks AS SELECT id, name AS who, score * 2 AS double, 'x' AS mark FROM users WITH NO DATA;
CREATE TABLE pairs (left_id, right_id) AS SELECT a.id, b.id FROM users a, users b;
SELECT id, count(*) AS n INTO counted FROM users GROUP BY id;
ALTER TABLE ranks ALTER COLUMN id SET NOT NULL;
ALTER TABLE ranks ADD PRIMARY KEY (id), ALTER COLUMN who TYPE text;
