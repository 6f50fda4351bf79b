package io.versioning.jpa.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.versioning.*;
import io.versioning.jpa.*;
import io.versioning.jpa.attack.Attacked.*;
import io.versioning.testkit.fixture.*;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.*;
import java.util.function.*;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What goes wrong once COMMIT has been answered. */
class AfterCommitTests {

    @Nested
    @RunsOn(DatabaseKind.H2)
    class H2 extends Cases {
        H2() {
            super(DatabaseKind.H2);
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class Postgres extends Cases {
        Postgres() {
            super(DatabaseKind.POSTGRES);
        }
    }

    abstract static class Cases extends OnAttack {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        /** Closing a connection fails, as that of HikariCP does if the driver's was closed since. */
        private DataSource failingOnClose(AtomicInteger closes, String state) {
            DataSource real = database.dataSource();
            return (DataSource) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (p, method, args) -> {
                        Object result = invoke(real, method, args);
                        return result instanceof Connection connection ? failing(connection, closes, state) : result;
                    });
        }

        private Connection failing(Connection real, AtomicInteger closes, String state) {
            AtomicBoolean committed = new AtomicBoolean();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (p, method, args) -> {
                        Object result = invoke(real, method, args);
                        if (method.getName().equals("commit")) {
                            committed.set(true);
                        }
                        if (method.getName().equals("close") && committed.get() && closes.getAndDecrement() > 0) {
                            throw new SQLException("This connection has been closed.", state);
                        }
                        return result;
                    });
        }

        private static Object invoke(Object real, java.lang.reflect.Method method, Object[] args) throws Throwable {
            try {
                return method.invoke(real, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        @Test
        void committedUpdateIsNotToldAsNotWritten() {
            versioning.insert(new Plain(1));
            AtomicInteger closes = new AtomicInteger(0);
            JpaVersioning fragile = JpaVersioning.over(unit(failingOnClose(closes, "08003"), Map.of()))
                    .withoutListeners();
            fragile.read(Plain.class, 1);
            closes.set(1);
            Throwable told = catchThrowable(
                    () -> fragile.update(Plain.class, 1).expecting(1).apply(plain -> plain.name = "mine"));
            assertThat(number("select version from Plain where id = 1")).isEqualTo(2);
            assertThat(told)
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            unknown -> assertThat(unknown).isInstanceOf(OutcomeUnknownException.class));
        }

        @Test
        void committedUpdateIsNotRetried() {
            versioning.insert(new Plain(1));
            AtomicInteger closes = new AtomicInteger(0);
            JpaVersioning fragile = JpaVersioning.over(unit(failingOnClose(closes, "08003"), Map.of()))
                    .withoutListeners();
            fragile.read(Plain.class, 1);
            closes.set(1);
            Throwable told = catchThrowable(
                    () -> fragile.retrying(RetryPolicy.attempts(3).pausing(Duration.ZERO, Duration.ZERO))
                            .update(Plain.class, 1, plain -> plain.name += "+"));
            assertThat(text("select name from Plain where id = 1")).isEqualTo("first+");
        }

        @Test
        void committedInsertKeepsItsVersion() {
            AtomicInteger closes = new AtomicInteger(0);
            JpaVersioning fragile = JpaVersioning.over(unit(failingOnClose(closes, "08003"), Map.of()))
                    .withoutListeners();
            fragile.read(Plain.class, 1);
            closes.set(1);
            Plain plain = new Plain(1);
            Throwable told = catchThrowable(() -> fragile.insert(plain));
            assertThat(told)
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            unknown -> assertThat(unknown).isInstanceOf(OutcomeUnknownException.class));
        }

        @Test
        void failureToGiveTheConnectionBackDoesNotHideAConflict() {
            versioning.insert(new Plain(1));
            probe.onRollback().throwInstead(new SQLException("cut", "08006"));
            Throwable told = catchThrowable(
                    () -> versioning.update(Plain.class, 1).expecting(7).apply(plain -> plain.name = "mine"));
            assertThat(told).isInstanceOf(ConflictException.class);
        }

        @Test
        void failureToEndTheReadOfAConflictDoesNotHideIt() {
            versioning.insert(new Plain(1));
            probe.onRollback().nth(2).throwInstead(new SQLException("cut", "08006"));
            Throwable told = catchThrowable(
                    () -> versioning.update(Plain.class, 1).expecting(7).apply(plain -> plain.name = "mine"));
            assertThat(told).isInstanceOf(ConflictException.class);
        }

        @Test
        void readWhoseRollbackFailsGivesItsAnswer() {
            versioning.insert(new Plain(1));
            probe.onRollback().throwInstead(new SQLException("cut", "08006"));
            Throwable told = catchThrowable(() -> versioning.read(Plain.class, 1));
            assertThat(told)
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            ours -> assertThat(ours).isInstanceOf(VersioningException.class));
        }
    }
}
