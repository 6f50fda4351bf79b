package io.versioning.jpa.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The JPA adapter depends on core, Jakarta Persistence and Hibernate, and on no other adapter. */
@AnalyzeClasses(packages = "io.versioning.jpa", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule needsCoreAndHibernateOnly = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.versioning",
                    "io.versioning.(event|internal|jpa|transaction)..",
                    "jakarta.persistence..",
                    "org.hibernate..",
                    "java..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "com.google.errorprone..");
}
