package io.versioning.bulk.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The bulk engine depends on core, and on no adapter. */
@AnalyzeClasses(packages = "io.versioning.bulk", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /** To what is not on each application's class path. */
    private static final String[] BRIDGES = {
        "io.versioning.bulk.jooq..", "io.versioning.bulk.jpa..", "io.versioning.bulk.validation"
    };

    @ArchTest
    static final ArchRule bridgesAreOptional = noClasses()
            .that()
            .resideOutsideOfPackages(BRIDGES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BRIDGES);

    @ArchTest
    static final ArchRule needsCoreOnly = classes()
            .that()
            .resideOutsideOfPackages(BRIDGES)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.versioning",
                    "io.versioning.(bulk|event|internal|jdbc|transaction)..",
                    "java..",
                    "javax.sql..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "com.google.errorprone..");

    @ArchTest
    static final ArchRule doorOverJooqNeedsCoreAndJooqOnly = classes()
            .that()
            .resideInAPackage("io.versioning.bulk.jooq..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.versioning",
                    "io.versioning.(event|internal|jooq|transaction)..",
                    "io.versioning.bulk",
                    "io.versioning.bulk.(internal|jooq)..",
                    "org.jooq..",
                    "java..",
                    "org.jspecify..",
                    "com.google.errorprone..");

    @ArchTest
    static final ArchRule doorOverJpaNeedsCoreAndJpaOnly = classes()
            .that()
            .resideInAPackage("io.versioning.bulk.jpa..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.versioning",
                    "io.versioning.(event|internal|jpa|transaction)..",
                    "io.versioning.bulk",
                    "io.versioning.bulk.(internal|jpa)..",
                    "jakarta.persistence..",
                    "org.hibernate..",
                    "java..",
                    "org.jspecify..",
                    "com.google.errorprone..");
}
