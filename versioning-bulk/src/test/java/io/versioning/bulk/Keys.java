package io.versioning.bulk;

import io.versioning.CompositeId;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** The kinds of key that the contract is run with. */
enum Keys {
    LONG("id", "id bigint not null") {
        @Override
        Object id(int number) {
            return (long) number;
        }
    },
    TEXT("code", "code varchar(100) not null") {
        @Override
        Object id(int number) {
            return "'; drop table account; -- \"" + number + " äöü 🛫";
        }
    },
    UUIDS("id", "id uuid not null") {
        @Override
        Object id(int number) {
            return new UUID(number, number);
        }
    },
    NUMERIC("id", "id numeric(20, 2) not null") {
        @Override
        Object id(int number) {
            return new BigDecimal(number + ".50");
        }
    },
    COMPOSITE("branch, number", "branch varchar(10) not null, number integer not null") {
        @Override
        Object id(int number) {
            return CompositeId.of("b" + number % 7, number);
        }
    };

    private final String columns;
    private final String definition;

    Keys(String columns, String definition) {
        this.columns = columns;
        this.definition = definition;
    }

    List<String> columns() {
        return List.of(columns.split(", "));
    }

    String definition() {
        return definition + ", primary key (" + columns + ")";
    }

    abstract Object id(int number);
}
