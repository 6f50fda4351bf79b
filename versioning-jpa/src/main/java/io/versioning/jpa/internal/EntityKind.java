package io.versioning.jpa.internal;

import io.versioning.TableUnsuitableException;
import io.versioning.internal.sql.TableRequest;
import io.versioning.internal.write.ExactNumber;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Objects;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.Generator;
import org.hibernate.metamodel.mapping.TableDetails;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.jspecify.annotations.Nullable;

/**
 * An entity class with a version, and what its mapping says. Immutable and thread-safe.
 *
 * @param name its JPA name, for messages and queries
 * @param persister its mapping
 */
public record EntityKind(String name, EntityPersister persister) {

    /** The generator of ids that are those of another entity ({@code @MapsId}); 7 is about to drop its class. */
    private static final String OF_ANOTHER_ENTITY = "ForeignGenerator";

    /**
     * Finds out what a class is.
     *
     * @param factory the persistence unit
     * @param type the class of the entity, or a superclass that is an entity
     * @return the kind
     * @throws IllegalArgumentException if it is no entity of this persistence unit
     * @throws TableUnsuitableException if it can't be guarded, saying why
     */
    static EntityKind of(SessionFactoryImplementor factory, Class<?> type) {
        EntityPersister persister = factory.getMappingMetamodel().findEntityDescriptor(type);
        if (persister == null) {
            throw new IllegalArgumentException(
                    "type: " + type.getName() + " is no entity of this persistence unit; pass an entity class");
        }
        EntityKind kind = of(factory, persister);
        new Guardability(kind).require();
        return kind;
    }

    /** What the mapping of any entity says, guarded or not. */
    static EntityKind of(SessionFactoryImplementor factory, EntityPersister persister) {
        // through the JPA interface, whose method is the same in every Hibernate
        EntityManagerFactory unit = factory;
        String name = unit.getMetamodel().entity(persister.getMappedClass()).getName();
        return new EntityKind(name, persister);
    }

    /** Whether rows of this kind have a version that the library can count. */
    boolean isGuarded() {
        return new Guardability(this).problem().isEmpty();
    }

    /** The type of the version, boxed. */
    Class<?> versionType() {
        return persister.getVersionMapping().getJavaType().getJavaTypeClass();
    }

    /**
     * Returns the largest version that the attribute holds.
     *
     * @return the version
     */
    public long largest() {
        Class<?> type = versionType();
        if (type == Short.class) {
            return Short.MAX_VALUE;
        }
        return type == Integer.class ? Integer.MAX_VALUE : Long.MAX_VALUE;
    }

    /**
     * Returns the id that an object carries.
     *
     * @param entity the object
     * @return the id, or null if it has none
     */
    public @Nullable Object idIn(Object entity) {
        return persister.getIdentifierMapping().getIdentifier(entity);
    }

    /** Whether ids are always generated, so that an object that has one was stored. */
    boolean generatesIds() {
        Generator generator = persister.getGenerator();
        return !generator.allowAssignedIdentifiers()
                && !generator.getClass().getSimpleName().equals(OF_ANOTHER_ENTITY)
                && !(persister.getIdentifierType() instanceof CompositeType);
    }

    /** Whether an object carries what it was created with, where neither id nor version can be null. */
    boolean isFresh(Object entity) {
        Long version = versionIn(entity);
        return version == null || (version == 0 && idIn(entity) instanceof Number id && id.longValue() == 0);
    }

    /**
     * Returns the version that an object carries, as anybody may have set it.
     *
     * @param entity the object
     * @return the version, or null if it has none
     */
    public @Nullable Long versionIn(Object entity) {
        Number version = (Number) persister.getVersion(entity);
        return version == null ? null : version.longValue();
    }

    /** Whether an object was certainly stored before, as it carries another version than one that was just created. */
    boolean wasStored(Object entity, SharedSessionContractImplementor session) {
        Object fresh = persister.instantiate(idIn(entity), session);
        return !Objects.equals(persister.getVersion(fresh), persister.getVersion(entity));
    }

    /** A version as the attribute has it. */
    Object version(long number) {
        return ExactNumber.as(versionType(), number);
    }

    /** Sets the version that an object carries. */
    void setVersion(Object entity, @Nullable Object version) {
        persister.getVersionMapping().getVersionAttribute().setValue(entity, version);
    }

    /**
     * Tells whether only its row tells which table an entity of this kind is in: each subclass has a table of its own.
     *
     * @return whether it is so
     */
    public boolean isSpread() {
        return !persister
                .getVersionMapping()
                .getContainingTableExpression()
                .equals(persister.getIdentifierTableDetails().getTableName());
    }

    /**
     * Returns the table that holds the version, with its key: of an entity in several tables, the root's.
     *
     * @return the table
     */
    public TableRequest table() {
        TableDetails table = persister.getIdentifierTableDetails();
        List<String> ids = table.getKeyDetails().getKeyColumns().stream()
                .map(column -> SqlName.last(column.getColumnName()))
                .toList();
        List<String> name = SqlName.parts(table.getTableName());
        return new TableRequest(
                name.size() > 1 ? name.get(name.size() - 2) : null,
                name.get(name.size() - 1),
                ids,
                SqlName.last(persister.getVersionMapping().getSelectionExpression()),
                true);
    }

    /**
     * Returns the class that is mapped, of an object that may be a proxy.
     *
     * @param entity the object
     * @return its class
     */
    public static Class<?> classOf(Object entity) {
        return Hibernate.getClass(Objects.requireNonNull(entity, "entity"));
    }
}
