-- name: Network :many
SELECT addr << net AS inside, addr + 1 AS next, addr - addr AS apart, ~ addr AS inverse, host(addr) AS host, masklen(net) AS bits,
  network(addr) AS network, set_masklen(addr, 8) AS masked
FROM hosts;

-- name: Bits :many
SELECT flags & B'1' AS both, flags || mask AS joined, ~ flags AS inverse, flags << 1 AS shifted, get_bit(flags, 0) AS bit, length(mask) AS length
FROM hosts;

-- name: Shapes :many
SELECT place <-> point(0, 0) AS distance, area @> place AS inside, center(area) AS center, area(area) AS size, circle(place, 1) AS around FROM hosts;

-- name: Money :many
SELECT cost * 2 AS twice, cost / cost AS ratio, cost::numeric AS number, bytes || '\x00' AS longer, encode(bytes, 'hex') AS hex, sha256(bytes) AS hash FROM hosts;
