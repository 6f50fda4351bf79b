package io.versioning.schema;

import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("io.versioning.schema.Sandbox#selectsPostgres")
class PostgresReadinessTest extends ReadinessContract {

    @Override
    Sandbox open() {
        return Sandbox.postgres();
    }
}
