CREATE TABLE `order` (`select` int PRIMARY KEY, `it's` varchar(9), `größe` int, KEY `a key` (`it's`));
