import org.jspecify.annotations.NullMarked;

/** The promises of versioning on a jOOQ {@code DSLContext}. */
@NullMarked
module io.versioning.jooq {
    requires transitive io.versioning;
    requires transitive org.jooq;
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;

    exports io.versioning.jooq;
}
