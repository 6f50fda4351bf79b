package io.versioning.examples.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;

/** A region of a source file, between {@code tag::name[]} and {@code end::name[]}; without a tag, the whole file. */
final class Snippet {

    private Snippet() {}

    /**
     * Reads a region, without its indentation and without the lines that mark regions.
     *
     * @throws NoSuchElementException if there is no such file or no such region
     */
    static List<String> read(Path root, String reference) {
        int hash = reference.indexOf('#');
        Path file = root.resolve(hash < 0 ? reference : reference.substring(0, hash));
        if (!Files.isRegularFile(file)) {
            throw new NoSuchElementException("there is no file " + root.relativize(file));
        }
        try {
            List<String> lines = Files.readAllLines(file);
            return unindented(hash < 0 ? lines : region(lines, reference.substring(hash + 1), root.relativize(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> region(List<String> lines, String tag, Path file) {
        int begin = indexOf(lines, "tag::" + tag + "[]");
        int end = indexOf(lines, "end::" + tag + "[]");
        if (begin < 0 || end < begin) {
            throw new NoSuchElementException("there is no region " + tag + " in " + file);
        }
        return lines.subList(begin + 1, end);
    }

    private static int indexOf(List<String> lines, String mark) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(mark)) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> unindented(List<String> lines) {
        String text = String.join(
                "\n",
                lines.stream()
                        .filter(line -> !line.matches(".*\\b(tag|end)::[\\w-]+\\[].*"))
                        .toList());
        return text.stripIndent().lines().toList();
    }
}
