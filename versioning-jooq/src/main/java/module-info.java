import org.jspecify.annotations.NullMarked;

/** The promises of versioning on a jOOQ {@code DSLContext}. Holds no code yet, so it exports nothing. */
@NullMarked
module io.versioning.jooq {
    requires transitive io.versioning;
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;
}
