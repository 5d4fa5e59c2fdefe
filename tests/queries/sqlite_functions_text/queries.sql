-- name: Texts :many
SELECT upper(name) AS a, lower(email) AS b, length(name) AS c, substr(name, 1, 2) AS d, instr(name, @part) AS e, replace(name, 'a', 'b') AS f, trim(name, 'x') AS g, hex(name) AS h, quote(email) AS i, unicode(name) AS j, char(age) AS k FROM users;

-- name: Formats :many
SELECT printf('%05d', id) AS a, format('%s-%s', name, email) AS b, concat(name, email) AS c, concat_ws('-', name, email) AS d, name || ' ' || email AS e FROM users;
