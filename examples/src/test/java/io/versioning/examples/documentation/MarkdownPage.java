package io.versioning.examples.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of Markdown, and what is fenced in it. */
final class MarkdownPage {

    private static final Pattern FENCE = Pattern.compile("(\\s*)(`{3,}|~{3,})\\s*([^\\s`{]*).*");
    private static final Pattern SNIPPET = Pattern.compile("\\s*<!--\\s*snippet:\\s*(\\S+)\\s*-->\\s*");

    private final Path name;
    private final List<String> lines;
    private final List<CodeBlock> blocks = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private MarkdownPage(Path name, List<String> lines) {
        this.name = name;
        this.lines = lines;
    }

    static MarkdownPage read(Path root, Path file) {
        try {
            MarkdownPage page = new MarkdownPage(root.relativize(file), Files.readAllLines(file));
            page.parse();
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<CodeBlock> blocks() {
        return blocks;
    }

    /** Comments that name a snippet and stand before no block, and blocks that are never closed. */
    List<String> problems() {
        return problems;
    }

    private void parse() {
        Optional<String> announced = Optional.empty();
        for (int i = 0; i < lines.size(); i++) {
            Matcher snippet = SNIPPET.matcher(lines.get(i));
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                int end = closing(i, fence.group(2));
                blocks.add(new CodeBlock(name, i + 1, fence.group(3), announced, text(i, end, fence.group(1))));
                announced = Optional.empty();
                i = end;
            } else if (!lines.get(i).isBlank()) {
                requireUsed(announced, i);
                announced = snippet.matches() ? Optional.of(snippet.group(1)) : Optional.empty();
            }
        }
        requireUsed(announced, lines.size());
    }

    private void requireUsed(Optional<String> announced, int line) {
        announced.ifPresent(
                snippet -> problems.add(name + ":" + line + ": no code block follows on snippet " + snippet));
    }

    private int closing(int opening, String fence) {
        String closing = "\\s*" + fence.substring(0, 1) + "{" + fence.length() + ",}\\s*";
        for (int i = opening + 1; i < lines.size(); i++) {
            if (lines.get(i).matches(closing)) {
                return i;
            }
        }
        problems.add(name + ":" + (opening + 1) + ": the code block is never closed");
        return lines.size();
    }

    private List<String> text(int opening, int end, String indentation) {
        return lines.subList(opening + 1, end).stream()
                .map(line -> line.startsWith(indentation) ? line.substring(indentation.length()) : line)
                .toList();
    }
}
