package io.versioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.Conflict.ReadFrom;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConflictTest {

    private static final Conflict STALE = Conflict.stale("Portfolio", 42L, 5, 7, ReadFrom.COMMITTED);

    @Test
    void readsAsASentence() {
        assertThat(STALE).hasToString("Portfolio 42: expected version 5, found 7");
        assertThat(Conflict.missing("Portfolio", 42L, 5, ReadFrom.COMMITTED))
                .hasToString("Portfolio 42: expected version 5, found no such row");
        assertThat(Conflict.staleUnread("Portfolio", 42L, 5))
                .hasToString("Portfolio 42: expected version 5, found another one, which could not be read");
    }

    @Test
    void actualIsNeverTheExpectedVersion() {
        assertThatThrownBy(() -> Conflict.stale("Portfolio", 42L, 5, 5, ReadFrom.COMMITTED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("never its expected one");
    }

    @Test
    void expectedIsNeverNegative() {
        assertThatThrownBy(() -> Conflict.staleUnread("Portfolio", 42L, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @Test
    void unreadConflictHasNeitherActualVersionNorState() {
        Conflict unread = Conflict.staleUnread("Portfolio", 42L, 5);
        assertThat(unread.actual()).isEmpty();
        assertThat(unread.readFrom()).isEmpty();
        assertThat(unread.currentState()).isEmpty();
        assertThatThrownBy(() -> unread.withCurrentState("state")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void stateIsHandedOutAsItsType() {
        Conflict conflict = STALE.withCurrentState(List.of("secret"));
        assertThat(conflict.currentState(List.class)).contains(List.of("secret"));
        assertThat(conflict.currentState()).contains(List.of("secret"));
        assertThat(STALE.currentState(List.class)).isEmpty();
        assertThatThrownBy(() -> conflict.currentState(String.class))
                .isInstanceOf(ClassCastException.class)
                .hasMessageContaining("java.lang.String")
                .hasMessageNotContaining("secret");
    }

    @Test
    void textNeverPrintsTheState() {
        Conflict conflict = STALE.withCurrentState("secret");
        assertThat(conflict.toString()).isEqualTo(STALE.toString());
        assertThat(new ConflictException(conflict).toString()).doesNotContain("secret");
        assertThat(new Outcome.Conflicted(conflict).toString()).doesNotContain("secret");
    }

    @Test
    void equalityTakesEverythingIntoAccount() {
        assertThat(STALE).isEqualTo(Conflict.stale("Portfolio", 42L, 5, 7, ReadFrom.COMMITTED));
        assertThat(STALE).hasSameHashCodeAs(Conflict.stale("Portfolio", 42L, 5, 7, ReadFrom.COMMITTED));
        assertThat(List.of(
                        Conflict.stale("Other", 42L, 5, 7, ReadFrom.COMMITTED),
                        Conflict.stale("Portfolio", 43L, 5, 7, ReadFrom.COMMITTED),
                        Conflict.stale("Portfolio", 42L, 4, 7, ReadFrom.COMMITTED),
                        Conflict.stale("Portfolio", 42L, 5, 8, ReadFrom.COMMITTED),
                        Conflict.stale("Portfolio", 42L, 5, 7, ReadFrom.OPEN_TRANSACTION),
                        Conflict.missing("Portfolio", 42L, 5, ReadFrom.COMMITTED),
                        STALE.withCurrentState("state")))
                .doesNotContain(STALE);
        assertThat(STALE).doesNotHaveSameHashCodeAs(Conflict.stale("Portfolio", 42L, 4, 7, ReadFrom.COMMITTED));
    }
}
