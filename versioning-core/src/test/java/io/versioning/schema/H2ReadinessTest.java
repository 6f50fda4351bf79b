package io.versioning.schema;

import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("io.versioning.schema.Sandbox#selectsH2")
class H2ReadinessTest extends ReadinessContract {

    @Override
    Sandbox open() {
        return Sandbox.h2();
    }
}
