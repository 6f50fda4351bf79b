package io.versioning.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.Conflict;
import io.versioning.Conflict.ReadFrom;
import io.versioning.ConflictException;
import io.versioning.internal.event.ConflictPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class ConflictPublisherTest {

    private static final Conflict CONFLICT = Conflict.stale("Portfolio", 42L, 5, 7, ReadFrom.COMMITTED);

    private final List<ConflictEvent> told = new ArrayList<>();
    private final ConflictListener listener = new ConflictListener() {
        @Override
        public void onConflict(ConflictEvent event) {
            told.add(event);
        }
    };
    private final ConflictListener throwing = new ConflictListener() {
        @Override
        public void onConflict(ConflictEvent event) {
            throw new IllegalStateException("listener");
        }
    };

    @Test
    void everyListenerIsToldOnce() {
        new ConflictPublisher(List.of(listener, listener), () -> Optional.of("maria"))
                .publish(new ConflictException(CONFLICT));
        assertThat(told).hasSize(2).allSatisfy(event -> {
            assertThat(event.conflict()).isEqualTo(CONFLICT);
            assertThat(event.actor()).contains("maria");
            assertThat(event.ordinal()).isZero();
            assertThat(event).hasToString(CONFLICT.toString());
        });
    }

    @Test
    void throwingListenerHidesNeitherTheConflictNorTheOtherListeners() {
        ConflictException thrown = new ConflictPublisher(List.of(throwing, listener), Optional::empty)
                .publish(new ConflictException(CONFLICT));
        assertThat(thrown.conflict()).isEqualTo(CONFLICT);
        assertThat(thrown.getSuppressed()).singleElement().hasFieldOrPropertyWithValue("message", "listener");
        assertThat(told).hasSize(1);
    }

    @Test
    void throwingActorIsNobody() {
        ConflictException thrown = new ConflictPublisher(List.of(listener), () -> {
                    throw new IllegalStateException("actor");
                })
                .publish(new ConflictException(CONFLICT));
        assertThat(thrown.getSuppressed()).singleElement().hasFieldOrPropertyWithValue("message", "actor");
        assertThat(told)
                .singleElement()
                .satisfies(event -> assertThat(event.actor()).isEmpty());
    }

    @Test
    void actorIsReadFromTheDiagnosticContext() {
        Actor actor = Actor.fromMdc(Actor.DEFAULT_MDC_KEY);
        assertThat(actor.current()).isEmpty();
        MDC.put("actor", "maria");
        try {
            assertThat(actor.current()).contains("maria");
        } finally {
            MDC.remove("actor");
        }
    }
}
