package io.versioning.bulk.internal;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The one order in which rows are locked: any two calls that write some of the same rows lock them in the same order.
 * Rows are equal in it if they have the same id, as the database judges that.
 */
final class IdOrder {

    /** Types of numbers and ids of which Java tells two apart only if any database does. */
    private static final Set<Class<?>> COMPARABLE =
            Set.of(Short.class, Integer.class, Long.class, BigDecimal.class, UUID.class);

    private IdOrder() {}

    /** For ids that Java tells apart exactly as the database does. */
    static Comparator<BulkRow> exact(List<BulkRow> rows) {
        return rows.stream().allMatch(BulkRow::isItsRank) ? byRank() : IdOrder::compareKeys;
    }

    /** For ids whose ranks tell them apart. */
    static Comparator<BulkRow> byRank() {
        return (one, other) -> Long.compare(one.rank(), other.rank());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compareKeys(BulkRow one, BulkRow other) {
        int order = 0;
        for (int part = 0; part < one.key().length && order == 0; part++) {
            order = ((Comparable) one.key()[part]).compareTo(other.key()[part]);
        }
        return order;
    }

    /**
     * For ids of a database that can't be asked: those are never taken for different that might be the same. Texts are
     * compared by their letters and digits, without case, as collations may look at no more than that.
     *
     * @param rows the rows
     * @return the order, or empty if there are ids of which nobody can tell, such as texts beyond ASCII
     */
    static Optional<Comparator<BulkRow>> cautious(List<BulkRow> rows) {
        for (BulkRow row : rows) {
            for (Object part : row.key()) {
                if (!COMPARABLE.contains(part.getClass()) && !(part instanceof String text && isAscii(text))) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(rows.stream().allMatch(BulkRow::isItsRank) ? byRank() : IdOrder::compareCautiously);
    }

    /** For ids of which nobody can tell: rows that are written one by one, as they came. */
    static Comparator<BulkRow> none() {
        return Comparator.comparingInt(BulkRow::position);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(character -> character < 0x80);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compareCautiously(BulkRow one, BulkRow other) {
        int order = 0;
        for (int part = 0; part < one.key().length && order == 0; part++) {
            Object mine = one.key()[part];
            Object others = other.key()[part];
            order = mine instanceof String text
                    ? compareTexts(text, (String) others)
                    : ((Comparable) mine).compareTo(others);
        }
        return order;
    }

    private static int compareTexts(String one, String other) {
        int at = next(one, 0);
        int others = next(other, 0);
        while (at < one.length() && others < other.length()) {
            int order = Character.compare(
                    Character.toLowerCase(one.charAt(at)), Character.toLowerCase(other.charAt(others)));
            if (order != 0) {
                return order;
            }
            at = next(one, at + 1);
            others = next(other, others + 1);
        }
        return Boolean.compare(at < one.length(), others < other.length());
    }

    /** The next letter or digit. */
    private static int next(String text, int from) {
        int at = from;
        while (at < text.length() && !Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
