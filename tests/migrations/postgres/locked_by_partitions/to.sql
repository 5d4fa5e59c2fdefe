CREATE TABLE items (id integer, n bigint, PRIMARY KEY (id)) PARTITION BY RANGE (id);
CREATE TABLE items_a PARTITION OF items FOR VALUES FROM (0) TO (10);
