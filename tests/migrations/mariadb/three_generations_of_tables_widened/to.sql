CREATE TABLE a (id bigint AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE b (id bigint AUTO_INCREMENT PRIMARY KEY, a_id bigint NOT NULL, UNIQUE KEY (a_id, id), FOREIGN KEY (a_id) REFERENCES a (id));
CREATE TABLE c (id int PRIMARY KEY, a_id bigint, b_id bigint, FOREIGN KEY (a_id, b_id) REFERENCES b (a_id, id) ON DELETE CASCADE, FOREIGN KEY (b_id) REFERENCES b (id));
