package io.versioning.examples.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/** README.md and all pages under docs. */
final class Documentation {

    private final Path root;

    Documentation(Path root) {
        this.root = root;
    }

    /** All that a reader could copy and that would not compile; empty if there is nothing. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (Path file : files()) {
            MarkdownPage page = MarkdownPage.read(root, file);
            problems.addAll(page.problems());
            page.blocks().forEach(block -> check(block, problems));
        }
        return problems;
    }

    private void check(CodeBlock block, List<String> problems) {
        if (block.snippet().isPresent()) {
            compare(block, block.snippet().get(), problems);
        } else if (block.isJava()) {
            problems.add(block.place() + ": Java that nobody compiles;"
                    + " put <!-- snippet: examples/src/main/java/.../File.java#tag --> before it");
        }
    }

    private void compare(CodeBlock block, String reference, List<String> problems) {
        try {
            List<String> source = Snippet.read(root, reference);
            if (!block.text().equals(source)) {
                problems.add(block.place() + ": differs from " + reference + " (- page, + source)\n"
                        + String.join("\n", Difference.between(block.text(), source)));
            }
        } catch (NoSuchElementException e) {
            problems.add(block.place() + ": " + e.getMessage());
        }
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>(List.of(root.resolve("README.md")));
        Path docs = root.resolve("docs");
        if (Files.isDirectory(docs)) {
            try (Stream<Path> all = Files.walk(docs)) {
                all.filter(file -> file.toString().endsWith(".md")).sorted().forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }
}
