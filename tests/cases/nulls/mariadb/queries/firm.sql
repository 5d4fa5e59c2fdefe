-- name: OuterJoin :many
SELECT p.id, p.name, t.id AS team, t.name AS team_name, t.motto
FROM people p
LEFT JOIN teams t ON t.id = p.team_id;

-- A condition on the optional side takes the outer join back.
-- name: OuterJoinTakenBack :many
SELECT p.id, p.team_id, t.id AS team, t.name AS team_name, t.motto
FROM people p
LEFT JOIN teams t ON t.id = p.team_id
WHERE t.name <> '';

-- name: OuterJoinTakenBackByHalf :many
SELECT p.id, t.name AS team_name
FROM people p
LEFT JOIN teams t ON t.id = p.team_id
WHERE t.name = @name OR p.pay > 10;

-- name: OuterJoinThenInner :many
SELECT p.name, b.name AS boss, t.name AS team
FROM people p
LEFT JOIN people b ON b.id = p.boss_id
JOIN teams t ON t.id = b.team_id;

-- name: NestedOuterJoin :many
SELECT t.name, p.name AS person, b.code, b.note
FROM teams t
LEFT JOIN (people p JOIN badges b ON b.person_id = p.id) ON p.team_id = t.id;

-- name: RightJoin :many
SELECT b.code, p.name, t.name AS team
FROM badges b
RIGHT JOIN people p ON p.id = b.person_id
LEFT JOIN teams t ON t.id = p.team_id;

-- name: Narrowed :many
SELECT born, bonus, boss_id
FROM people
WHERE born IS NOT NULL AND bonus > 3 AND NOT boss_id IS NULL;

-- name: NotNarrowed :many
SELECT born, bonus, boss_id
FROM people
WHERE (born IS NOT NULL OR pay > 3) AND coalesce(bonus, 0) < 100 AND (boss_id IS NULL OR boss_id > 1);

-- name: NotInList :many
SELECT id, bonus FROM people WHERE bonus NOT IN (1, 2);

-- name: NotInSubselect :many
SELECT id, bonus FROM people WHERE bonus NOT IN (SELECT pay FROM people WHERE pay > 1000);

-- name: NotInParameters :many
SELECT id, bonus FROM people WHERE bonus NOT IN (sqlc.slice(bonuses));

-- name: OptionalCondition :many
-- @optional least
SELECT id, bonus FROM people WHERE id > 0 AND bonus >= @least;

-- name: Cases :many
SELECT
  id,
  CASE WHEN bonus IS NOT NULL THEN bonus ELSE pay END AS most,
  CASE WHEN bonus > 3 THEN bonus END AS high,
  CASE team_id WHEN 1 THEN 'first' ELSE 'other' END AS rank_word,
  coalesce(bonus, pay) AS bonus_or_pay,
  coalesce(bonus, team_id) AS bonus_or_team,
  nullif(pay, 0) AS pay_or_null,
  bonus IS NULL AS without_bonus,
  bonus > 3 AS rich,
  pay > 3 AS paid
FROM people;

-- name: UngroupedAggregates :one
SELECT count(*) AS people, count(bonus) AS bonuses, max(pay) AS most, coalesce(sum(pay), 0) AS total FROM people;

-- name: GroupedAggregates :many
SELECT team_id, count(*) AS people, max(pay) AS most, max(bonus) AS best, min(name) AS first
FROM people
GROUP BY team_id;

-- name: FilteredAggregates :many
SELECT team_id, max(CASE WHEN pay > 3 THEN pay END) AS most, count(CASE WHEN pay > 3 THEN 1 END) AS rich
FROM people
GROUP BY team_id;

-- name: Subselects :many
SELECT
  t.id,
  (SELECT count(*) FROM people p WHERE p.team_id = t.id) AS people,
  (SELECT count(*) FROM people p WHERE p.team_id = t.id LIMIT 0) AS none_left,
  (SELECT max(pay) FROM people p WHERE p.team_id = t.id) AS most,
  (SELECT name FROM people p WHERE p.id = t.id) AS namesake,
  EXISTS (SELECT 1 FROM people p WHERE p.team_id = t.id) AS staffed
FROM teams t;

-- name: JoinedAggregate :many
SELECT t.name, s.people
FROM teams t
LEFT JOIN (SELECT team_id, count(*) AS people FROM people GROUP BY team_id) s ON s.team_id = t.id;

-- name: Arms :many
SELECT id, name, motto FROM teams
UNION ALL
SELECT id, name, NULL FROM people;

-- name: Chain :many
WITH RECURSIVE chain (id, boss_id, depth) AS (
  SELECT id, boss_id, 0 FROM people WHERE id = @id
  UNION ALL
  SELECT p.id, p.boss_id, c.depth + 1 FROM people p JOIN chain c ON p.id = c.boss_id WHERE c.depth < 10
)
SELECT id, boss_id, depth FROM chain;

-- name: Windows :many
SELECT
  id,
  row_number() OVER (PARTITION BY team_id ORDER BY id) AS place,
  lag(pay) OVER (ORDER BY id) AS pay_before,
  sum(pay) OVER (ORDER BY id) AS so_far,
  sum(pay) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) AS two_before,
  max(bonus) OVER (PARTITION BY team_id) AS best
FROM people;

-- name: UsingKey :many
SELECT id, teams.name, people.name AS person
FROM teams
LEFT JOIN people USING (id);

-- name: FromView :many
SELECT name, people, best_bonus FROM staffed_teams WHERE people > 0;

-- name: Fire :execrows
UPDATE people SET team_id = NULL, bonus = @bonus WHERE team_id IS NOT NULL AND bonus IS NOT NULL;

-- name: Hire :one
INSERT INTO people (id, name, pay, bonus) VALUES (@id, @name, @pay, 7) RETURNING id, team_id, bonus, born;

-- name: RemoveBadges :many
DELETE FROM badges WHERE note IS NOT NULL RETURNING code, note;

-- name: BossOf :opt
SELECT b.name
FROM people p
JOIN people b ON b.id = p.boss_id
WHERE p.id = @id;

-- name: TeamByName :one
SELECT id, motto FROM teams WHERE name = @name;

-- name: Mottoes :many
SELECT id, motto FROM mottoes;

-- name: InTeams :many
SELECT id, bonus FROM people WHERE team_id IN (sqlc.slice(teams));

-- name: Spaceship :many
SELECT id, bonus FROM people WHERE bonus <=> @bonus AND NOT (born <=> NULL);

-- name: Ifs :many
SELECT id, IF(bonus IS NULL, pay, bonus) AS most, IFNULL(bonus, team_id) AS either, NULLIF(bonus, pay) AS other, ISNULL(bonus) AS bare FROM people;
