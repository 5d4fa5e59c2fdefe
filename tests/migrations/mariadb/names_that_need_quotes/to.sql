CREATE TABLE `order` (`select` int PRIMARY KEY, `it's` varchar(20) NOT NULL DEFAULT 'x', `größe` bigint, `a ``b` int, KEY `a key` (`größe`), CONSTRAINT `c-k` CHECK (`größe` > 0));
