CREATE TABLE users (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  name text NOT NULL,
  -- @was profiles.bio
  bio text,
  -- @was profiles.website
  -- @backfill 'none'
  website text NOT NULL
);
