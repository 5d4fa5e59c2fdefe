CREATE TABLE t (
  id int PRIMARY KEY,
  -- @was state
  stage ENUM(
    'fresh', -- @was new
    'old',
    'gone'
  )
);
