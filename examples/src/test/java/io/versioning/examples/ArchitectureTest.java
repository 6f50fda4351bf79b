package io.versioning.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** An example uses what its reader can use. */
@AnalyzeClasses(packages = "io.versioning.examples", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule usesNoInternals = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.versioning..internal..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule usesNoTestkit = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.versioning.testkit..")
            .allowEmptyShould(true);
}
