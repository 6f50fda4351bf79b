package io.versioning.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.Refusal;
import io.versioning.internal.sql.SqlFailure.Kind;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailureTest {

    @ParameterizedTest
    @CsvSource({
        "55P03, BUSY, true",
        "HYT00, BUSY, true",
        "40001, ABORTED, true",
        "40P01, ABORTED, true",
        "40003, ABORTED, false",
        "25P02, ABORTED, true",
        "57014, CANCELLED, true",
        "23505, CONSTRAINT, true",
        "23P01, CONSTRAINT, true",
        "44000, CONSTRAINT, true",
        "22001, DATA, true",
        "P0001, HELD_BACK, true",
        "42501, HELD_BACK, true",
        "09000, HELD_BACK, true",
        "38000, HELD_BACK, true",
        "25006, READ_ONLY, true",
        "90097, READ_ONLY, true",
        "08006, CONNECTION_LOST, false",
        "08007, CONNECTION_LOST, false",
        "08001, CONNECTION_LOST, true",
        "08003, CONNECTION_LOST, true",
        "08004, CONNECTION_LOST, true",
        "57P01, CONNECTION_LOST, false",
        "57P02, CONNECTION_LOST, false",
        "90067, CONNECTION_LOST, false",
        "90098, CONNECTION_LOST, false",
        "90121, CONNECTION_LOST, false",
        "53300, OTHER, true",
        "42601, OTHER, true",
        "58030, OTHER, false",
        "XX000, OTHER, false",
        "F0000, OTHER, false",
        "HY000, OTHER, false",
        "50000, OTHER, false",
        "90028, OTHER, false",
        "90022, OTHER, true",
        "90044, HELD_BACK, true",
        "BK001, HELD_BACK, true",
        "54000, DATA, true",
        "25P04, CONNECTION_LOST, false",
    })
    void everyStateHasOneMeaning(String state, Kind kind, boolean certain) {
        SqlFailure failure = SqlFailure.of(new SQLException("message", state));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.isCertain()).isEqualTo(certain);
        assertThat(failure.state()).isEqualTo(state);
        assertThat(failure.description()).endsWith("(SQLSTATE " + state + ")");
    }

    @Test
    void victimThatH2MarksFromAnotherSessionIsAborted() {
        SQLException marked = new SQLException("General error", "HY000", 50_000);
        assertThat(SqlFailure.of(marked).kind()).isEqualTo(Kind.OTHER);
        marked.initCause(new IllegalStateException("Transaction 5 has status ROLLING_BACK, not OPEN [2.5.252/103]"));
        assertThat(SqlFailure.of(marked).kind()).isEqualTo(Kind.ABORTED);
        assertThat(SqlFailure.of(marked).isCertain()).isFalse();
    }

    @Test
    void failureWithoutAStateIsALostConnection() {
        SqlFailure failure = SqlFailure.of(new SQLException("message"));
        assertThat(failure.kind()).isEqualTo(Kind.CONNECTION_LOST);
        assertThat(failure.isCertain()).isFalse();
        assertThat(failure.toDatabaseException("It failed").sqlState()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"40001, true", "25P02, true", "08006, true", "55P03, false", "23505, false", "42601, false"})
    void classFortyAndALostConnectionLoseTheTransaction(String state, boolean loses) {
        assertThat(SqlFailure.of(new SQLException("message", state)).losesTransaction())
                .isEqualTo(loses);
    }

    @ParameterizedTest
    @CsvSource({"23505", "22001", "P0001", "42501", "BK001", "90044", "XX000", "55000", "40001", "0A000"})
    void causeThatMayQuoteColumnDataIsReplaced(String state) {
        SQLException original = new SQLException("Key (name)=(Smith) already exists", state, 7);
        SQLException safe = SqlFailure.of(original).safeCause();
        assertThat(safe.getMessage()).doesNotContain("Smith");
        assertThat(safe.getSQLState()).isEqualTo(state);
        assertThat(safe.getErrorCode()).isEqualTo(7);
        assertThat(safe.getStackTrace()).isEqualTo(original.getStackTrace());
        assertThat(safe.getCause()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"08006", "25P02", "40P01", "42601", "42S22", "55P03", "57014", "90007"})
    void causeThatQuotesNoneIsKept(String state) {
        SQLException original = new SQLException("what happened", state);
        assertThat((Throwable) SqlFailure.of(original).safeCause()).isSameAs(original);
    }

    @Test
    void constraintNameIsTakenFromWhatH2Says() {
        assertThat(refusal(
                        "Unique index or primary key violation: \"PUBLIC.UNIQUE_NAME_INDEX_1 ON PUBLIC.T(NAME) VALUES"
                                + " ( /* 1 */ 'Smith' )\"; SQL statement:\ninsert [23505-252]",
                        "23505"))
                .isEqualTo(Refusal.constraint("UNIQUE_NAME_INDEX_1", "23505"));
        assertThat(refusal("Check constraint violation: \"POSITIVE: \"; SQL statement:\nupdate [23513-252]", "23513"))
                .isEqualTo(Refusal.constraint("POSITIVE", "23513"));
    }

    @Test
    void columnThatTakesNoNullIsTakenFromWhatH2Says() {
        assertThat(refusal("NULL not allowed for column \"NAME\"; SQL statement:\nupdate [23502-252]", "23502"))
                .isEqualTo(Refusal.notNull("NAME", "23502"));
        assertThat(refusal("Null ist nicht zulässig", "23502")).isEqualTo(Refusal.notNull(null, "23502"));
    }

    private static Refusal refusal(String message, String state) {
        return SqlFailure.of(new SQLException(message, state)).refusedByConstraint();
    }
}
