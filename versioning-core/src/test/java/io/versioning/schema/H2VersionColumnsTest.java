package io.versioning.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("io.versioning.schema.Sandbox#selectsH2")
class H2VersionColumnsTest extends VersionColumnsContract {

    @Override
    Sandbox open() {
        return Sandbox.h2();
    }

    @Test
    void theTriggerIsRefusedAndNothingIsChanged() {
        VersionColumns columns = VersionColumns.on("airport").withTrigger();

        assertThatIllegalStateException()
                .isThrownBy(() -> columns.up(db.dataSource()))
                .withMessageContaining("made for PostgreSQL");
        assertThatIllegalStateException().isThrownBy(() -> columns.down(db.dataSource()));
        assertThatIllegalStateException().isThrownBy(() -> columns.check(db.dataSource()));
        assertThatIllegalStateException().isThrownBy(() -> columns.upStatements(Database.H2));
        assertThatIllegalStateException().isThrownBy(() -> columns.downStatements(Database.H2));
        assertThat(hasVersionColumn("airport")).isFalse();
    }

    @Test
    void aTriggerOfTheApplicationsOwnIsNoted() {
        db.execute("create trigger audit before update on airport for each row call \"" + Idle.class.getName() + "\"");
        VersionColumns columns = VersionColumns.on("airport");
        columns.up(db.dataSource());

        Readiness readiness = columns.check(db.dataSource());
        assertThat(readiness.problems()).isEmpty();
        assertThat(readiness.notes()).extracting(Finding::kind).containsExactly(Finding.Kind.OTHER_TRIGGER);
        assertThat(columns.dropTrigger(db.dataSource())).hasToString("[airport: no trigger of ours there]");
    }

    /** A trigger that does nothing. */
    public static final class Idle implements org.h2.api.Trigger {
        @Override
        public void fire(java.sql.Connection connection, Object[] before, Object[] after) {}
    }
}
