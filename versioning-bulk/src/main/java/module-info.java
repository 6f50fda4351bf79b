import org.jspecify.annotations.NullMarked;

/** Many guarded writes, one outcome per row. Holds no code yet, so it exports nothing. */
@NullMarked
module io.versioning.bulk {
    requires transitive io.versioning;
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;
}
