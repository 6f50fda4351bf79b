package io.versioning.jpa.kinds;

import java.util.Arrays;

/** Entities whose versions count in different ways, all with the same columns. */
enum Counter {
    BASE_ENTITY(Counters.OnBase.class, 1, Long.MAX_VALUE),
    BOXED_SHORT(Counters.BoxedShort.class, 0, Short.MAX_VALUE),
    BOXED_INTEGER(Counters.BoxedInteger.class, 1, Integer.MAX_VALUE),
    BOXED_LONG(Counters.BoxedLong.class, 0, Long.MAX_VALUE),
    BOXED_LONG_WITH_START(Counters.BoxedLongWithStart.class, 1, Long.MAX_VALUE),
    PRIMITIVE_SHORT(Counters.PrimitiveShort.class, 1, Short.MAX_VALUE),
    PRIMITIVE_INT(Counters.PrimitiveInt.class, 0, Integer.MAX_VALUE),
    PRIMITIVE_LONG(Counters.PrimitiveLong.class, 1, Long.MAX_VALUE),
    INT_PROPERTY(CounterProperties.IntProperty.class, 0, Integer.MAX_VALUE),
    SHORT_PROPERTY(CounterProperties.ShortProperty.class, 1, Short.MAX_VALUE),
    LONG_PROPERTY(CounterProperties.LongProperty.class, 1, Long.MAX_VALUE);

    final Class<? extends Counted> type;
    final long first;
    final long largest;

    Counter(Class<? extends Counted> type, long first, long largest) {
        this.type = type;
        this.first = first;
        this.largest = largest;
    }

    /** What all of these entities have. */
    interface Counted {

        Long getId();

        String getText();

        void setText(String text);

        /** The version that the object carries; null if it is not stored yet. */
        Number carried();

        /** Sets the version by hand, as somebody might who copies it from a form. */
        void carry(long version);
    }

    /** Whether an object that was not stored yet tells so. */
    boolean tellsNew() {
        return create(1).carried() == null;
    }

    String table() {
        return type.getSimpleName();
    }

    Counted create(long id) {
        try {
            return type.getDeclaredConstructor(long.class).newInstance(id);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static Class<?>[] entities() {
        return Arrays.stream(values()).map(counter -> counter.type).toArray(Class<?>[]::new);
    }
}
