-- name: Tests :many
SELECT id, name REGEXP '^a' AS r, name NOT REGEXP ? AS nr, name RLIKE 'b' AS rl FROM customers WHERE email NOT RLIKE ?;

-- name: Functions :many
SELECT REGEXP_REPLACE(email, '@.*', '') AS account, REGEXP_SUBSTR(email, '[a-z]+') AS first_word, REGEXP_INSTR(email, '@') AS at FROM customers;
