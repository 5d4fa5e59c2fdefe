SELECT o.id, total, street, city FROM orders o JOIN addresses a ON a.id = o.address_id ORDER BY o.id; -- 2, 20.00, Side 2, Rome | 3, 30.00, Back 3, Oslo
INSERT INTO addresses (street, city) VALUES ('x', 'y') RETURNING id; -- 4
DELETE FROM addresses WHERE street = 'x' RETURNING id; -- 4
