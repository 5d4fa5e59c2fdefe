-- name: NextTicket :one
SELECT last_value, is_called FROM ticket_numbers;

-- name: Counted :many
SELECT s.*, n.log_cnt FROM audit.entry_numbers AS s CROSS JOIN new_numbers n;

-- Those of columns are there too.
-- name: OfColumns :many
SELECT a.last_value AS ids, b.last_value AS places FROM tickets_id_seq a LEFT JOIN tickets_place_seq b ON b.is_called;

-- name: Painted :many
SELECT id, paper, ink, inks[1] AS first, mixed(paper, ink) AS mixed, coalesce(ink, paper) AS any_ink, ink::text AS words
FROM tickets WHERE id = @id;

-- name: Paint :exec
INSERT INTO tickets (paper, ink, inks) VALUES (@paper, '5', ARRAY[@paper, '7']::colour[]);
