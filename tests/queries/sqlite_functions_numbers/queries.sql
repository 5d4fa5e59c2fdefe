-- name: Numbers :many
SELECT abs(age) AS a, round(score, 1) AS b, round(age) AS c, sign(age) AS d, max(age, id) AS e, min(id, 3) AS f, random() AS g, typeof(age) AS h, zeroblob(4) AS i FROM users;

-- name: Params :many
SELECT id FROM users WHERE round(score, @digits) = @score AND abs(age) > @age AND substr(name, @start, @count) = @part;
