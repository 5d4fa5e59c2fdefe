create table if not exists "t" ("id" integer primary key, a text not null default 'x', b int not null, unique (a), check (b>0));
create unique index if not exists "t_b" on "t" ("b" asc);
create view v as select id,a from t where b>1;
