-- tag::version-column[]
alter table customer add column version bigint not null default 1;
-- end::version-column[]
