-- name: Comments :many
SELECT /*! STRAIGHT_JOIN */ id /*!40001 , state */ FROM orders /* plain */ -- tail
WHERE id > 1 # hash
AND /*!99999 nothing to see */ total > 0;

-- name: Hints :many
SELECT /*+ NO_INDEX_MERGE(orders) */ id FROM orders;
