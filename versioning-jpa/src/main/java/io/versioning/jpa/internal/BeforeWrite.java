package io.versioning.jpa.internal;

import java.util.Objects;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.jspecify.annotations.Nullable;

/** What an object carried before a transaction wrote it. Immutable. */
interface BeforeWrite {

    /** Gives the object that back. */
    void giveBackTo(Object entity, SharedSessionContractImplementor session);

    /** An object of a row that was there has its version to lose. */
    record Update(EntityPersister persister, @Nullable Object version) implements BeforeWrite {
        @Override
        public void giveBackTo(Object entity, SharedSessionContractImplementor session) {
            persister.getVersionMapping().getVersionAttribute().setValue(entity, version);
        }
    }

    /** An object that was stored for the first time also loses the id that was generated for it, to be stored again. */
    record Insert(
            EntityPersister persister,
            @Nullable Object version,
            @Nullable Object id) implements BeforeWrite {
        @Override
        public void giveBackTo(Object entity, SharedSessionContractImplementor session) {
            if (persister.isVersioned()) {
                persister.getVersionMapping().getVersionAttribute().setValue(entity, version);
            }
            // an id of several parts may hold other entities, which are new again themselves
            boolean isBasic =
                    persister.hasIdentifierProperty() && !(persister.getIdentifierType() instanceof CompositeType);
            if (isBasic && !Objects.equals(id, persister.getIdentifierMapping().getIdentifier(entity))) {
                persister.setIdentifier(entity, id, session);
            }
        }
    }
}
