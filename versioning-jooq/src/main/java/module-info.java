import org.jspecify.annotations.NullMarked;

/** The promises of versioning on a jOOQ {@code DSLContext}. */
@NullMarked
@SuppressWarnings("module") // the bulk module, which is not there yet when this is compiled
module io.versioning.jooq {
    requires transitive io.versioning;
    requires transitive org.jooq;
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;

    exports io.versioning.jooq;
    exports io.versioning.jooq.internal to
            io.versioning.bulk;
}
