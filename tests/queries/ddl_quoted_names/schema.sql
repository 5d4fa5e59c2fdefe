CREATE TABLE "Mixed Case" ("Id" int PRIMARY KEY, "order" text NOT NULL, "a""b" int, lower_OF_upper text);
CREATE TYPE "Kind Of" AS ENUM ('A');
CREATE TABLE Folded (ID int PRIMARY KEY, "K" "Kind Of");
CREATE TABLE a_name_that_is_much_longer_than_the_sixty_three_bytes_that_a_name_can_have (id int PRIMARY KEY, a_column_whose_name_is_also_longer_than_the_sixty_three_bytes_allowed text);
