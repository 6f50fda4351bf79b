-- tag::version-column[]
alter table customer add column version integer not null default 1;
-- end::version-column[]
