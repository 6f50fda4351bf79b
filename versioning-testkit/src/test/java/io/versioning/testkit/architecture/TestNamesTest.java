package io.versioning.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.platform.commons.annotation.Testable;

/** Surefire finds tests by the names of their classes: a test under another name would never run, without a word. */
@AnalyzeClasses(packages = "io.versioning.testkit", importOptions = OnlyIncludeTests.class)
class TestNamesTest {

    @ArchTest
    static final ArchRule everyTestHasANameThatIsRun = classes()
            .that(DescribedPredicate.describe("hold tests", TestNamesTest::holdsTests))
            .should()
            .haveNameMatching(".*(Test|Tests|Properties)(\\$.*)?");

    private static boolean holdsTests(JavaClass type) {
        return !type.getModifiers().contains(JavaModifier.ABSTRACT)
                && type.getAllMethods().stream()
                        .anyMatch(method ->
                                method.isAnnotatedWith(Testable.class) || method.isMetaAnnotatedWith(Testable.class));
    }
}
