package io.versioning.jpa.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.ConflictException;
import io.versioning.jpa.kinds.Mapped.Base;
import io.versioning.testkit.fixture.DatabaseKind;
import java.util.function.Consumer;

/** Entities that are mapped in different ways. */
abstract class OnMappings extends OnEntities {

    OnMappings(DatabaseKind kind) {
        super(kind, Mapped.entities());
    }

    /** Changes an entity, over the factory and in a transaction: the version in the table advances by 1 each. */
    final <E> void advancesOnce(Class<E> type, Object id, Consumer<E> change, Consumer<E> undo) {
        long before = storedVersion(type, id);
        assertThat(versioning.version(
                        versioning.update(type, id).expecting(before).apply(change)))
                .isEqualTo(before + 1);
        assertThat(storedVersion(type, id)).isEqualTo(before + 1);
        joined((em, within) -> within.update(type, id).expecting(before + 1).apply(undo));
        assertThat(storedVersion(type, id)).isEqualTo(before + 2);
        assertThatThrownBy(() -> versioning.update(type, id).expecting(before).apply(change))
                .isInstanceOf(ConflictException.class);
        assertThat(storedVersion(type, id)).isEqualTo(before + 2);
    }

    final <E> long storedVersion(Class<E> type, Object id) {
        return versioning.version(versioning.read(type, id).orElseThrow());
    }

    final <E extends Base> E inserted(E entity) {
        entity.id = newId();
        entity.name = "first";
        return versioning.insert(entity);
    }
}
