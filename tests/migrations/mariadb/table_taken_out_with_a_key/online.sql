-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

CREATE TABLE addresses (
  id bigint NOT NULL AUTO_INCREMENT,
  street text NOT NULL,
  city text NOT NULL,
  PRIMARY KEY (id)
);

INSERT INTO addresses (id, street, city)
SELECT id, street, city
FROM orders
ORDER BY id;

ALTER TABLE orders ADD COLUMN address_id bigint, ALGORITHM=INSTANT;

UPDATE orders SET address_id = id;

ALTER TABLE orders
  MODIFY COLUMN address_id bigint NOT NULL,
  ADD UNIQUE INDEX address_id (address_id),
  ALGORITHM=INPLACE, LOCK=NONE;

ALTER TABLE orders
  DROP COLUMN street,
  DROP COLUMN city,
  ALGORITHM=INSTANT;

-- LOCK: nobody writes to orders while it is copied for `ADD CONSTRAINT orders_ibfk_1 FOREIGN KEY (address_id) REFERENCES addresses (id)`.
ALTER TABLE orders ADD CONSTRAINT orders_ibfk_1 FOREIGN KEY (address_id) REFERENCES addresses (id);

