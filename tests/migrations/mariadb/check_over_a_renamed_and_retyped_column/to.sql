CREATE TABLE t (
  id int PRIMARY KEY,
  -- @was a
  lo bigint,
  -- @was b
  hi bigint CHECK (hi > lo),
  CONSTRAINT order_of CHECK (lo < hi + 5)
);
