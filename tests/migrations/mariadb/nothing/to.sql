create table `users` (
  `id` BIGINT(20) not null primary key, -- the key
  name VARCHAR (80)   NOT NULL
) engine=InnoDB;
