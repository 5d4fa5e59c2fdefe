SELECT `it's`, `größe` FROM `order`; -- a, 3
