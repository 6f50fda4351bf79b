package io.versioning.bulk.jpa.internal;

import io.versioning.internal.text.SafeText;
import io.versioning.jpa.internal.EntityKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.generator.Generator;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.jspecify.annotations.Nullable;

/** What the mapping of an entity says of its attributes, and of what one statement can write. Thread-safe. */
final class EntityColumns {

    private final EntityKind kind;
    private final EntityPersister persister;
    private final String table;
    private final Map<String, MappedAttribute> attributes = new ConcurrentHashMap<>();

    EntityColumns(EntityKind kind) {
        this.kind = kind;
        this.persister = kind.persister();
        this.table = persister.getIdentifierTableDetails().getTableName();
    }

    /**
     * Finds the attribute that a caller means.
     *
     * @throws IllegalArgumentException if there is none, or it can't be updated
     */
    MappedAttribute of(String path) {
        return attributes.computeIfAbsent(path, this::find);
    }

    private MappedAttribute find(String path) {
        List<AttributeMapping> steps = new ArrayList<>();
        ManagedMappingType owner = persister;
        for (String name : path.split("\\.", -1)) {
            AttributeMapping step = owner == null ? null : owner.findAttributeMapping(name);
            if (step == null) {
                throw unknown(path, name);
            }
            steps.add(step);
            owner = step instanceof EmbeddableValuedModelPart embedded ? embedded.getEmbeddableTypeDescriptor() : null;
        }
        MappedAttribute found = MappedAttribute.of(path, steps, table);
        requireUpdated(found);
        return found;
    }

    private IllegalArgumentException unknown(String path, String name) {
        String id = persister.getIdentifierMapping().getAttributeName();
        boolean isKey = name.equals(id) || (persister.getIdentifierPropertyName() == null && isPartOfKey(name));
        return new IllegalArgumentException(
                isKey
                        ? "attribute: " + SafeText.of(path) + " is the id of " + SafeText.of(kind.name())
                                + ", or part of it, which can't be changed; leave it out"
                        : "attribute: " + SafeText.of(kind.name()) + " has no attribute " + SafeText.of(path));
    }

    private boolean isPartOfKey(String name) {
        return persister.getIdentifierMapping() instanceof EmbeddableValuedModelPart parts
                && parts.getEmbeddableTypeDescriptor().findAttributeMapping(name) != null;
    }

    private void requireUpdated(MappedAttribute found) {
        if (found.last().equals(persister.getVersionMapping().getVersionAttribute())) {
            throw new IllegalArgumentException(found.words() + " is the version of " + SafeText.of(kind.name())
                    + ", which each write advances by itself; leave it out, and pass the version to expecting(...)");
        }
        if (isGenerated(found.last())) {
            throw new IllegalArgumentException(found.words() + " of " + SafeText.of(kind.name())
                    + " is generated when the row is written; leave it out");
        }
        if (!found.isUpdated()) {
            throw new IllegalArgumentException(found.words() + " of " + SafeText.of(kind.name())
                    + " is never updated (updatable = false, a formula, or the other side of an association);"
                    + " leave it out");
        }
    }

    private static boolean isGenerated(AttributeMapping attribute) {
        Generator generator = attribute.getGenerator();
        return generator != null && generator.generatesOnUpdate();
    }

    /** All attributes that an update sets, but collections. */
    List<MappedAttribute> all() {
        List<MappedAttribute> all = new ArrayList<>();
        for (int position = 0; position < persister.getNumberOfAttributeMappings(); position++) {
            AttributeMapping attribute = persister.getAttributeMapping(position);
            MappedAttribute mapped = MappedAttribute.of(attribute.getAttributeName(), List.of(attribute), table);
            boolean isVersion = attribute.equals(persister.getVersionMapping().getVersionAttribute());
            if (!isVersion && !mapped.isPlural() && mapped.isUpdated() && !isGenerated(attribute)) {
                all.add(mapped);
            }
        }
        return all;
    }

    /** Whether one statement writes what the provider would write to update a row. */
    boolean areUpdatedBySets() {
        return areInOneTable()
                && isPlain(
                        persister.getIdentifierTableMapping().getUpdateDetails().getCustomSql())
                && !generatesOnUpdate();
    }

    /** Whether one statement does what the provider would do to delete a row. */
    boolean areDeletedBySets() {
        EntityTableMapping target = persister.getIdentifierTableMapping();
        return areInOneTable()
                && isPlain(target.getDeleteDetails().getCustomSql())
                && persister.getSoftDeleteMapping() == null
                && !persister.hasCollections()
                && !persister.hasCascades();
    }

    private boolean areInOneTable() {
        return !kind.isSpread() && persister.getQuerySpaces().length == 1;
    }

    private static boolean isPlain(@Nullable String customSql) {
        return customSql == null;
    }

    private boolean generatesOnUpdate() {
        for (int position = 0; position < persister.getNumberOfAttributeMappings(); position++) {
            AttributeMapping attribute = persister.getAttributeMapping(position);
            boolean isVersion = attribute.equals(persister.getVersionMapping().getVersionAttribute());
            if (!isVersion && isGenerated(attribute)) {
                return true;
            }
        }
        return false;
    }
}
