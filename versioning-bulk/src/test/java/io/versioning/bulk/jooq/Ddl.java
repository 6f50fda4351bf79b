package io.versioning.bulk.jooq;

/** The tables of the generated code; in a schema if their names are put behind one and a dot. */
final class Ddl {

    static final String ACCOUNT = """
            create table %s"account" (
              "id" bigint primary key,
              "owner" varchar(60) not null,
              "balance" integer not null check ("balance" >= 0),
              "note" varchar(60),
              "updated_at" timestamp with time zone,
              "updated_by" varchar(60),
              "version" integer default 1 not null
            )""";

    static final String FLIGHT = """
            create table %s"flight" (
              "id" bigint primary key,
              "gate" varchar(5),
              "seats" integer not null check ("seats" >= 0),
              "remark" varchar(60),
              "version" bigint default 1 not null
            )""";

    static final String SEAT = """
            create table %s"seat" (
              "flight" varchar(10) not null,
              "number" integer not null,
              "passenger" varchar(60),
              "revision" smallint default 1 not null,
              primary key ("flight", "number")
            )""";

    private Ddl() {}
}
