package io.versioning.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.VersionRequiredException;
import io.versioning.Versioned;
import io.versioning.event.ConflictEvent;
import io.versioning.testkit.contract.LostUpdateContract;
import io.versioning.testkit.model.Script;
import io.versioning.testkit.model.ScriptRun;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Negative;

/**
 * What holds of a single row for all inputs, as jqwik properties of 100 tries each: implement it beside
 * {@link SingleRowContract}. It needs jqwik 1.9.3.
 *
 * <p>The promise about bulks, that every row is validated by itself, is one of the outcome types and is tested there.
 *
 * @param <ID> the type of the ids
 * @param <S> the type of the states
 */
public interface SingleRowProperties<ID, S> extends LostUpdateContract<ID, S> {

    /** How often each property is tried: {@value}. */
    int TRIES = 100;

    /**
     * Initial version: whatever a row is inserted with, its version is 1.
     *
     * @param number of a state
     */
    @Property(tries = TRIES)
    default void initialVersion(@ForAll @IntRange(max = 999_999) int number) {
        ID id = harness().newId();
        assertEquals(1, harness().rows().insert(id, harness().subject().state(number)));
        assertEquals(
                Optional.of(new Seen<>(harness().subject().state(number), 1)),
                harness().rows().read(id));
    }

    /**
     * Increment: from any version, each successful write advances by exactly 1.
     *
     * @param start a version
     * @param writes how many writes
     */
    @Property(tries = TRIES)
    default void increment(@ForAll("versions") long start, @ForAll @IntRange(min = 1, max = 5) int writes) {
        long last = Math.min(start, harness().subject().storage().largestVersion() - writes);
        ID id = harness().newRowAt(last);
        for (int write = 0; write < writes; write++) {
            long reported = write % 2 == 0
                    ? harness().rows().update(id, last, harness().newState())
                    : harness().rows().touch(id, last);
            last++;
            assertEquals(last, reported);
            assertEquals(OptionalLong.of(last), harness().storedVersion(id));
        }
    }

    /**
     * Version required: no negative number passes for a version.
     *
     * @param version not a version
     */
    @Property(tries = TRIES)
    default void versionRequired(@ForAll @Negative long version) {
        ID id = harness().newRow();
        assertThrows(
                VersionRequiredException.class,
                () -> harness().rows().update(id, version, harness().newState()));
        assertThrows(VersionRequiredException.class, () -> harness().rows().touch(id, version));
        assertThrows(VersionRequiredException.class, () -> harness().rows().delete(id, version));
        assertEquals(OptionalLong.of(1), harness().storedVersion(id));
    }

    /**
     * Success with matching version: an update that expects the version that is there writes its state.
     *
     * @param version the version that is there
     * @param number of the new state
     */
    @Property(tries = TRIES)
    default void successWithMatchingVersion(
            @ForAll("versions") long version, @ForAll @IntRange(max = 999_999) int number) {
        ID id = harness().newRowAt(version);
        assertEquals(
                version + 1,
                harness().rows().update(id, version, harness().subject().state(number)));
        assertEquals(harness().subject().state(number), harness().storedState(id));
    }

    /**
     * Conflict on mismatch: an update that expects any other version changes nothing.
     *
     * @param version the version that is there
     * @param expected another one
     */
    @Property(tries = TRIES)
    default void conflictOnMismatch(@ForAll("versions") long version, @ForAll("versions") long expected) {
        Assume.that(version != expected);
        ID id = harness().newRowAt(version);
        S state = harness().storedState(id);
        assertThrows(
                ConflictException.class,
                () -> harness().rows().update(id, expected, harness().newState()));
        assertThrows(ConflictException.class, () -> harness().rows().touch(id, expected));
        assertThrows(ConflictException.class, () -> harness().rows().delete(id, expected));
        assertEquals(Optional.of(new Seen<>(state, version)), harness().rows().read(id));
    }

    /**
     * Version in every returned state: what is read, loaded and reported carries the version that is stored.
     *
     * @param version the version that is there
     */
    @Property(tries = TRIES)
    default void versionInEveryReturnedState(@ForAll("versions") long version) {
        ID id = harness().newRowAt(version);
        assertEquals(version, harness().rows().read(id).orElseThrow().version());
        Versioned object = harness().rows().load(id);
        assertEquals(version, object.version());
        harness().rows().save(object, harness().newState());
        assertEquals(harness().storedVersion(id), OptionalLong.of(object.version()));
    }

    /**
     * Conflict structure: a conflict tells entity, id, kind, both versions and the state that belongs to the actual one.
     *
     * @param version the version that is there
     * @param expected another one
     */
    @Property(tries = TRIES)
    default void conflictStructure(@ForAll("versions") long version, @ForAll("versions") long expected) {
        Assume.that(version != expected);
        ID id = harness().newRowAt(version);
        S state = harness().storedState(id);
        ConflictException thrown = assertThrows(
                ConflictException.class,
                () -> harness().rows().update(id, expected, harness().newState()));
        Conflict conflict = thrown.conflict();
        assertEquals(harness().subject().entity(), conflict.entity());
        assertEquals(id, conflict.id());
        assertEquals(Conflict.Kind.STALE, conflict.kind());
        assertEquals(expected, conflict.expected());
        assertEquals(OptionalLong.of(version), conflict.actual());
        assertNotEquals(OptionalLong.of(conflict.expected()), conflict.actual());
        assertEquals(Optional.of(state), harness().rows().currentState(thrown));
    }

    /**
     * Conflict logging: as many conflicts, as many events, each with the conflict that the caller was told of.
     *
     * @param conflicts how many
     */
    @Property(tries = TRIES)
    default void conflictLogging(@ForAll @IntRange(max = 5) int conflicts) {
        ID id = harness().newRowAt(7);
        for (int expected = 0; expected < conflicts; expected++) {
            long stale = expected;
            assertThrows(ConflictException.class, () -> harness().rows().touch(id, stale));
        }
        List<ConflictEvent> events = harness().events(id);
        assertEquals(conflicts, events.size());
        for (int expected = 0; expected < conflicts; expected++) {
            assertEquals(expected, events.get(expected).conflict().expected());
        }
    }

    /**
     * Same behaviour on every database: any sequence of calls ends as it does in a simple model in memory, call by call.
     *
     * @param script calls on a few rows
     */
    @Property(tries = TRIES, shrinking = ShrinkingMode.FULL)
    default void sameBehaviourOnEveryDatabase(@ForAll("scripts") Script script) {
        assertEquals(script.inTheModel(), ScriptRun.on(harness()).transcript(script));
    }

    /**
     * One winner: of any number of writers on one version exactly one wins.
     *
     * @param writers how many
     */
    @Property(tries = TRIES)
    default void oneWinner(@ForAll @IntRange(min = 2, max = 24) int writers) {
        oneOfManyWritersWins(writers);
    }

    /**
     * Provides versions that have a next one.
     *
     * @return from 0 to the last but one that the column holds, with its edges
     */
    @Provide
    default Arbitrary<Long> versions() {
        return Arbitraries.longs().between(0, harness().subject().storage().largestVersion() - 1);
    }

    /**
     * Provides scripts.
     *
     * @return up to 12 calls on 3 rows
     */
    @Provide
    default Arbitrary<Script> scripts() {
        return Script.arbitrary();
    }
}
