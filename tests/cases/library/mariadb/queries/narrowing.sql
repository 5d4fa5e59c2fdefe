-- Conditions that exclude NULL.

-- name: IsNotNull :many
SELECT subtitle, price FROM books WHERE subtitle IS NOT NULL;

-- name: Equal :many
SELECT subtitle FROM books WHERE subtitle = @subtitle;

-- name: EitherSide :many
SELECT subtitle, price FROM books WHERE subtitle IS NOT NULL OR price IS NOT NULL;

-- name: BothArms :many
SELECT subtitle FROM books WHERE subtitle = 'a' OR subtitle LIKE 'b%';

-- name: NotNegated :many
SELECT subtitle FROM books WHERE NOT (subtitle IS NULL);

-- name: NotOfAnd :many
SELECT subtitle, price FROM books WHERE NOT (subtitle IS NULL AND price IS NULL);

-- name: NotEqual :many
SELECT subtitle FROM books WHERE subtitle <> 'a';

-- name: InWords :many
SELECT subtitle FROM books WHERE subtitle IN ('a', 'b');

-- name: NotInWords :many
SELECT subtitle FROM books WHERE subtitle NOT IN ('a', 'b');

-- name: ThroughFunction :many
SELECT subtitle FROM books WHERE length(subtitle) > 0;

-- name: ThroughCoalesce :many
SELECT subtitle FROM books WHERE coalesce(subtitle, 'x') = 'x';

-- name: ThroughJoinCondition :many
SELECT b.editor_id, a.name FROM books b JOIN authors a ON a.id = b.editor_id;

-- name: ThroughOuterJoinCondition :many
SELECT b.editor_id, a.name FROM books b LEFT JOIN authors a ON a.id = b.editor_id AND b.subtitle IS NOT NULL;

-- name: ThroughSubquery :many
SELECT s.subtitle FROM (SELECT subtitle FROM books WHERE subtitle IS NOT NULL) s;

-- name: ThroughCte :many
WITH priced AS (SELECT id, price FROM books WHERE price > 0)
SELECT id, price FROM priced;

-- name: HavingNarrows :many
SELECT subtitle, max(price) AS dearest FROM books GROUP BY subtitle HAVING max(price) > 1;

-- name: IsDistinct :many
SELECT subtitle FROM books WHERE subtitle <=> @subtitle;

-- name: ColumnsCompared :many
SELECT b.price, b.weight FROM books b WHERE b.price = b.weight;
