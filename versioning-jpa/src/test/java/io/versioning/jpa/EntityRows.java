package io.versioning.jpa;

import io.versioning.ConflictException;
import io.versioning.Versioned;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.Seen;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Entities, read and written through the library. */
record EntityRows<ID, E>(JpaVersioning versioning, EntityMapping<ID, E> mapping)
        implements GuardedRows<ID, AccountState> {

    /** An entity as an application holds it: managed or detached, and saved again and again. */
    final class Held implements Versioned {
        private E entity;

        private Held(E entity) {
            this.entity = entity;
        }

        @Override
        public long version() {
            return versioning.version(entity);
        }
    }

    @Override
    public long insert(ID id, AccountState state) {
        return versioning.version(versioning.insert(mapping.create(id, state)));
    }

    @Override
    public Optional<Seen<AccountState>> read(ID id) {
        return versioning
                .read(mapping.type(), id)
                .map(entity -> new Seen<>(mapping.state(entity), versioning.version(entity)));
    }

    @Override
    public long update(ID id, @Nullable Number expected, AccountState state) {
        return versioning.version(versioning
                .update(mapping.type(), id)
                .expecting(expected)
                .withCurrentState()
                .apply(entity -> mapping.change(entity, state)));
    }

    @Override
    public long updateCarrying(ID id, long expected, AccountState state, long carried) {
        return versioning.version(
                versioning.update(mapping.type(), id).expecting(expected).apply(entity -> {
                    mapping.change(entity, state);
                    mapping.setVersion(entity, carried);
                }));
    }

    @Override
    public void delete(ID id, @Nullable Number expected) {
        versioning.delete(mapping.type(), id).expecting(expected).apply();
    }

    @Override
    public long touch(ID id, @Nullable Number expected) {
        return versioning.version(
                versioning.touch(mapping.type(), id).expecting(expected).apply());
    }

    @Override
    public Versioned load(ID id) {
        return new Held(versioning.read(mapping.type(), id).orElseThrow());
    }

    @Override
    @SuppressWarnings("unchecked")
    public void save(Versioned loaded, AccountState state) {
        Held held = (Held) loaded;
        mapping.change(held.entity, state);
        held.entity = versioning.save(held.entity);
    }

    @Override
    public Optional<AccountState> currentState(ConflictException conflict) {
        return conflict.currentState(mapping.type()).map(mapping::state);
    }
}
