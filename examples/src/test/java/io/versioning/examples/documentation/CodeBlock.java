package io.versioning.examples.documentation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A fenced block of a page.
 *
 * @param line the line of its opening fence, from 1
 * @param snippet what the comment before it names: a file, or a file and a region of it
 */
record CodeBlock(Path page, int line, String language, Optional<String> snippet, List<String> text) {

    boolean isJava() {
        return language.equalsIgnoreCase("java");
    }

    String place() {
        return page + ":" + line;
    }
}
