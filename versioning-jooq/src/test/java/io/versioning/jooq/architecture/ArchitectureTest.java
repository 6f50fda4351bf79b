package io.versioning.jooq.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The jOOQ adapter depends on core and on jOOQ, and on no other adapter. */
@AnalyzeClasses(packages = "io.versioning.jooq", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule needsCoreAndJooqOnly = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.versioning",
                    "io.versioning.(event|internal|jooq|merge|transaction)..",
                    "org.jooq..",
                    "java..",
                    "org.jspecify..",
                    "com.google.errorprone..");
}
