-- The table as it has always been: whoever saves last, wins
create table customer (
    id   integer      primary key,
    name varchar(100) not null,
    city varchar(100) not null
);

insert into customer (id, name, city) values (1, 'Ada', 'London'), (2, 'Grace', 'New York');
