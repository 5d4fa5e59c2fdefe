-- name: Users :many
SELECT * FROM `users`;

-- name: Posts :many
SELECT p.`id`, p.`title`, u.`email` FROM `posts` p JOIN `users` u ON u.`id` = p.`user_id`;
