package io.versioning.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SafeTextProperties {

    @Property
    void textNeverHasMoreThanSixtyFourCharacters(@ForAll("texts") String text) {
        assertThat(SafeText.of(text)).hasSizeLessThanOrEqualTo(SafeText.LIMIT);
    }

    @Property
    void textHoldsNothingThatBreaksALineOrTurnsItsDirection(@ForAll("texts") String text) {
        assertThat(SafeText.of(text).codePoints()).noneMatch(unit -> switch (Character.getType(unit)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        });
    }

    @Property
    void plainTextStaysAsItIs(@ForAll("plain") String text) {
        assertThat(SafeText.of(text)).isEqualTo(text);
    }

    @Property
    void escapedTextsAreDifferentForDifferentShortIds(@ForAll("short") String one, @ForAll("short") String other) {
        assertThat(SafeText.of(one).equals(SafeText.of(other))).isEqualTo(one.equals(other));
    }

    @Example
    void examples() {
        assertThat(SafeText.of(42L)).isEqualTo("42");
        assertThat(SafeText.of("a\r\nb\tc\\")).isEqualTo("a\\r\\nb\\tc\\\\");
        assertThat(SafeText.of("\u202eevil\u0000")).isEqualTo("\\u202eevil\\u0000");
        assertThat(SafeText.of("\ud800")).isEqualTo("\\ud800");
        assertThat(SafeText.of("🛫")).isEqualTo("🛫");
        assertThat(SafeText.of("x".repeat(64))).isEqualTo("x".repeat(64));
        assertThat(SafeText.of("x".repeat(65))).isEqualTo("x".repeat(63) + "…");
        assertThat(SafeText.of("x".repeat(10_000))).isEqualTo("x".repeat(63) + "…");
        assertThat(SafeText.of("x".repeat(60) + "\n\n\n")).isEqualTo("x".repeat(60) + "\\n…");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().all().ofMaxLength(200);
    }

    @Provide("short")
    Arbitrary<String> shortTexts() {
        return Arbitraries.strings().withChars('a', '\\', 'n', '\n', '\u202e').ofMaxLength(5);
    }

    @Provide
    Arbitrary<String> plain() {
        return Arbitraries.strings().withCharRange(' ', '[').ofMaxLength(64);
    }
}
