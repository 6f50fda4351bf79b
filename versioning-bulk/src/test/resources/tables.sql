-- The tables of the tests over jOOQ. Names are quoted where these are created, so that they are lower case on every
-- database.
create table account (
  id bigint primary key,
  owner varchar(60) not null,
  balance integer not null check (balance >= 0),
  note varchar(60),
  updated_at timestamp with time zone,
  updated_by varchar(60),
  version integer default 1 not null
);

create table flight (
  id bigint primary key,
  gate varchar(5),
  seats integer not null check (seats >= 0),
  remark varchar(60),
  version bigint default 1 not null
);

create table seat (
  flight varchar(10) not null,
  number integer not null,
  passenger varchar(60),
  revision smallint default 1 not null,
  primary key (flight, number)
);
