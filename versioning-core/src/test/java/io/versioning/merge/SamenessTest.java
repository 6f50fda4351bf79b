package io.versioning.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@SuppressWarnings("JavaUtilDate")
class SamenessTest {

    @Test
    void nothingIsTheSameAsNullButNull() {
        assertSame(null, null);
        assertDifferent(null, "");
        assertDifferent(null, 0);
        assertDifferent(null, new byte[0]);
    }

    @Test
    void decimalsOfAnotherScaleAreTheSameNumber() {
        assertSame(new BigDecimal("1.0"), new BigDecimal("1.00"));
        assertSame(new BigDecimal("0E+5"), BigDecimal.ZERO);
        assertDifferent(new BigDecimal("1.0"), new BigDecimal("1.01"));
    }

    @Test
    void aNumberIsTheSameInEveryTypeThatHoldsItExactly() {
        assertSame(5, 5L);
        assertSame((short) 5, (byte) 5);
        assertSame(5L, new BigDecimal("5.00"));
        assertSame(BigInteger.TWO, 2);
        assertSame(0.5, new BigDecimal("0.50"));
        assertSame(0.5f, 0.5);
        assertDifferent(Long.MAX_VALUE, (double) Long.MAX_VALUE);
        assertDifferent(5, 6L);
    }

    @Test
    void aBinaryFractionIsNotTheDecimalOneThatItPrintsAs() {
        assertDifferent(0.1, new BigDecimal("0.1"));
        assertDifferent(0.1f, 0.1);
    }

    @Test
    void negativeZeroIsZero() {
        assertSame(-0.0, 0.0);
        assertSame(-0.0f, 0);
    }

    @Test
    void notANumberIsItselfAndInfinitiesAreTwo() {
        assertSame(Double.NaN, Double.NaN);
        assertSame(Float.NaN, Double.NaN);
        assertSame(Float.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        assertDifferent(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        assertDifferent(Double.NaN, 0);
        assertDifferent(Double.MAX_VALUE, Double.POSITIVE_INFINITY);
    }

    @Test
    void numbersOfAnUnknownTypeFollowTheirOwnEquals() {
        AtomicInteger counter = new AtomicInteger(1);
        assertSame(counter, counter);
        assertDifferent(counter, new AtomicInteger(1));
        assertDifferent(counter, 1);
        assertSame(new Half(3), new Half(3));
        assertDifferent(new Half(3), new Half(4));
        assertDifferent(new Half(2), 1);
    }

    @Test
    void datesAreTheSameAtTheSameInstant() {
        Timestamp timestamp = Timestamp.from(Instant.parse("2024-05-01T10:15:30.123Z"));
        assertSame(timestamp, new Date(timestamp.getTime()));
        assertSame(new java.sql.Date(0), new Timestamp(0));
        assertSame(new Date(-1), new Timestamp(-1));
        assertDifferent(new Date(1), new Date(2));
    }

    @Test
    void timestampsDifferInTheirNanoseconds() {
        Timestamp later = new Timestamp(1_000);
        later.setNanos(1);
        assertDifferent(new Timestamp(1_000), later);
        assertDifferent(new Date(1_000), later);
    }

    @Test
    void arraysAreComparedByTheirElements() {
        assertSame(new byte[] {1, 2}, new byte[] {1, 2});
        assertDifferent(new byte[] {1, 2}, new byte[] {1, 3});
        assertDifferent(new byte[] {1, 2}, new byte[] {1});
        assertSame(new int[] {7}, new int[] {7});
        assertDifferent(new int[] {7}, new long[] {7});
        assertDifferent(new byte[] {1}, 1);
    }

    @Test
    void elementsOfObjectArraysFollowTheSameRules() {
        assertSame(new Object[] {new byte[] {1}, null, 5}, new Object[] {new byte[] {1}, null, 5L});
        assertSame(new BigDecimal[] {new BigDecimal("1.0")}, new BigDecimal[] {new BigDecimal("1.00")});
        assertDifferent(new String[] {"a", "b"}, new String[] {"a"});
        assertDifferent(new String[] {"a", "b"}, new String[] {"a", "c"});
        assertDifferent(new Integer[] {1}, new int[] {1});
    }

    @Test
    void everythingElseFollowsItsOwnEquals() {
        assertSame("Oulu", "Ou".concat("lu"));
        assertDifferent("Oulu", "OULU");
        assertDifferent("Oulu", "Oulu ");
        assertSame(LocalDate.of(2024, 5, 1), LocalDate.of(2024, 5, 1));
        assertSame(List.of(1, 2), List.of(1, 2));
        assertSame(Set.of(1, 2), Set.of(2, 1));
        assertSame(UUID.fromString("0-0-0-0-1"), new UUID(0, 1));
        assertDifferent(OffsetDateTime.parse("2024-05-01T12:00+02:00"), OffsetDateTime.parse("2024-05-01T10:00Z"));
        assertDifferent("1", 1);
    }

    private static void assertSame(Object one, Object other) {
        assertThat(Sameness.same(one, other)).isTrue();
        assertThat(Sameness.same(other, one)).isTrue();
    }

    private static void assertDifferent(Object one, Object other) {
        assertThat(Sameness.same(one, other)).isFalse();
        assertThat(Sameness.same(other, one)).isFalse();
    }

    /** A number of the application's own. */
    private static final class Half extends Number {

        private static final long serialVersionUID = 1L;

        private final int halves;

        Half(int halves) {
            this.halves = halves;
        }

        @Override
        public int intValue() {
            return halves / 2;
        }

        @Override
        public long longValue() {
            return intValue();
        }

        @Override
        public float floatValue() {
            return halves / 2f;
        }

        @Override
        public double doubleValue() {
            return halves / 2.0;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Half that && halves == that.halves;
        }

        @Override
        public int hashCode() {
            return halves;
        }
    }
}
