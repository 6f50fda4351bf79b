package io.versioning.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** What a caller sees never names a type that the caller can't reach: the module exports no internal package. */
@AnalyzeClasses(packages = "io.versioning", importOptions = DoNotIncludeTests.class)
class ApiSignaturesTest {

    @ArchTest
    static final ArchRule signaturesNameNoInternals = classes()
            .that(DescribedPredicate.describe("callers see", ApiSignaturesTest::callersSee))
            .should(nameNoInternals());

    private static boolean callersSee(JavaClass type) {
        return !isInternal(type)
                && isOpen(type)
                && type.getEnclosingClass().map(ApiSignaturesTest::callersSee).orElse(true);
    }

    private static boolean isInternal(JavaClass type) {
        return (type.getPackageName() + ".").contains(".internal.");
    }

    private static boolean isOpen(HasModifiers element) {
        return element.getModifiers().contains(JavaModifier.PUBLIC)
                || element.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static ArchCondition<JavaClass> nameNoInternals() {
        return new ArchCondition<>("name no internal type in a signature") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream())
                        .forEach(supertype -> report(type, type.getFullName(), supertype, events));
                type.getFields().stream()
                        .filter(ApiSignaturesTest::isOpen)
                        .forEach(field -> report(type, field.getFullName(), field.getType(), events));
                type.getCodeUnits().stream()
                        .filter(ApiSignaturesTest::isOpen)
                        .forEach(unit ->
                                typesOf(unit).forEach(named -> report(type, unit.getFullName(), named, events)));
            }
        };
    }

    private static Stream<JavaType> typesOf(JavaCodeUnit unit) {
        return Stream.concat(
                Stream.of(unit.getReturnType()),
                Stream.concat(unit.getParameterTypes().stream(), unit.getExceptionTypes().stream()));
    }

    private static void report(JavaClass type, String member, JavaType named, ConditionEvents events) {
        named.getAllInvolvedRawTypes().stream()
                .filter(ApiSignaturesTest::isInternal)
                .forEach(internal ->
                        events.add(SimpleConditionEvent.violated(type, member + " names " + internal.getFullName())));
    }
}
