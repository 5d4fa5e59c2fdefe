CREATE TABLE a (id bigint PRIMARY KEY, b_id bigint);
-- @was b
CREATE TABLE c (id bigint PRIMARY KEY);
ALTER TABLE a ADD CONSTRAINT a_to_b FOREIGN KEY (b_id) REFERENCES c (id);
