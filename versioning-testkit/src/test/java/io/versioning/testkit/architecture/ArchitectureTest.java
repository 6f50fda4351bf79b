package io.versioning.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The testkit sees core's public packages and nothing else of the library. No module-info says so, so this does. */
@AnalyzeClasses(packages = "io.versioning.testkit", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule usesNoInternalsOfCore = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.versioning.internal..",
                    "io.versioning.event.internal..",
                    "io.versioning.jdbc.internal..",
                    "io.versioning.merge.internal..",
                    "io.versioning.schema.internal..",
                    "io.versioning.transaction.internal..");

    @ArchTest
    static final ArchRule knowsNoAdapter =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.versioning.(jpa|jooq|bulk|http|lease)..");
}
