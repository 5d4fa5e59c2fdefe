-- name: ById :one
SELECT email FROM active_users WHERE user_id = @id;

-- name: ByMail :one
SELECT * FROM mails WHERE email = @email;
