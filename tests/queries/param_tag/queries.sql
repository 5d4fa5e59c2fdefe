-- name: Echo :one
-- @param word text
-- @param times bigint
SELECT @word AS word, @times AS times;
