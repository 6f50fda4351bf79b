package io.versioning.examples.airports;

import java.util.List;

/** What editors are called. */
final class EditorNames {

    private static final List<String> NAMES = List.of("maria", "jonas", "aiko", "omar", "lea", "sam", "ines", "ravi");

    private EditorNames() {}

    static String of(int editor) {
        return editor < NAMES.size() ? NAMES.get(editor) : "editor-" + (editor + 1);
    }
}
