package io.versioning.bulk.jpa.internal;

import io.versioning.bulk.internal.RowSource;
import io.versioning.internal.sql.TableRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of one entity's row, as its caller describes it: by attributes, which are turned into columns where there is a
 * session. Immutable.
 *
 * @param table the entity's table
 * @param id the id, in the type that the mapping has
 * @param expected the expected version
 * @param action what is done
 * @param assigned the attribute that was set last, or null
 */
public record EntityRowSource(
        TableRequest table,
        Object id,
        long expected,
        Action action,
        @Nullable Assigned assigned) implements RowSource {

    /**
     * An attribute that is set.
     *
     * @param before what was set before
     * @param attribute the attribute
     * @param value its value, as the entity has it, or null
     */
    public record Assigned(
            @Nullable Assigned before,
            MappedAttribute attribute,
            @Nullable Object value) {}

    /**
     * Returns a change that sets one more attribute.
     *
     * @param setting the attribute with its value
     * @return the change
     */
    public EntityRowSource with(Assigned setting) {
        return new EntityRowSource(
                table, id, expected, action, new Assigned(assigned, setting.attribute(), setting.value()));
    }

    /** What is set, the first one first. */
    List<Assigned> settings() {
        List<Assigned> settings = new ArrayList<>();
        for (Assigned set = assigned; set != null; set = set.before()) {
            settings.add(0, set);
        }
        return settings;
    }

    /** Columns are known of a {@link ColumnRow} only. */
    @Override
    public @Nullable Setting last() {
        return null;
    }
}
