package io.versioning.jpa;

import java.lang.reflect.Field;

/** Sets what has no setter. */
final class ByHand {

    private ByHand() {}

    static void setVersion(VersionedEntity entity, Long version) {
        try {
            Field field = VersionedEntity.class.getDeclaredField("version");
            field.setAccessible(true);
            field.set(entity, version);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
