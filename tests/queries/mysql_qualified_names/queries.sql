-- name: Read :many
SELECT id, `order`, `key`, `a b` FROM `odd names` WHERE `order` > ? ORDER BY `key`;

-- name: Own :many
SELECT `odd names`.id, o.`a b` AS ab FROM `odd names` JOIN `odd names` o ON o.id = `odd names`.`order`;

-- name: Write :exec
UPDATE `odd names` SET `odd names`.`order` = ?, `a b` = `a b` + 1 WHERE `odd names`.id = ?;

-- name: Take :exec
INSERT INTO `odd names` (`id`, `order`) VALUES (?, ?);
