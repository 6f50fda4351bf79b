package io.versioning.examples.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All Java on the pages is a region of a program that the build compiles and runs. */
class DocumentationSnippetsTest {

    @TempDir
    private Path directory;

    @Test
    void thePagesShowWhatIsCompiled() {
        assertThat(String.join("\n\n", new Documentation(root()).problems())).isEmpty();
    }

    private static Path root() {
        Path path = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(path.resolve("versioning-core"))) {
            path = path.getParent();
        }
        return path;
    }

    @BeforeEach
    void source() throws Exception {
        Files.writeString(directory.resolve("A.java"), """
                class A {
                    void a() {
                        // tag::call[]
                        if (one) {
                            // tag::inner[]
                            two();
                            // end::inner[]
                        }
                        // end::call[]
                    }
                }
                """);
    }

    private String problems(String page) throws Exception {
        Files.writeString(directory.resolve("README.md"), page);
        return String.join("\n", new Documentation(directory).problems());
    }

    @Test
    void aRegionWithoutItsIndentationIsFine() throws Exception {
        assertThat(problems("""
                        <!-- snippet: A.java#call -->
                        ```java
                        if (one) {
                            two();
                        }
                        ```

                        1. And in a list:

                           <!-- snippet: A.java#inner -->

                           ~~~~ java
                           two();
                           ~~~~
                        """)).isEmpty();
    }

    @Test
    void aDifferenceIsShownLineByLine() throws Exception {
        assertThat(problems("""
                        # Title
                        <!-- snippet: A.java#call -->
                        ```java
                        if (one) {
                            three();
                        }
                        ```
                        """)).isEqualTo("""
                        README.md:3: differs from A.java#call (- page, + source)
                          if (one) {
                        -     three();
                        +     two();
                          }""");
    }

    @Test
    void javaWithoutASnippetIsRefused() throws Exception {
        assertThat(problems("```Java\nfoo();\n```\n")).startsWith("README.md:1: Java that nobody compiles");
        assertThat(problems("<!-- snippet: A.java#inner -->\nText in between.\n```java\ntwo();\n```\n"))
                .contains("no code block follows on snippet A.java#inner")
                .contains("Java that nobody compiles");
    }

    @Test
    void otherLanguagesNeedNoSnippetButMayHaveOne() throws Exception {
        assertThat(problems("```sh\nmvn verify\n```\n")).isEmpty();
        Files.writeString(directory.resolve("v.sql"), "-- tag::v[]\nselect 1;\n-- end::v[]\n");
        assertThat(problems("<!-- snippet: v.sql#v -->\n```sql\nselect 1;\n```\n"))
                .isEmpty();
        assertThat(problems("<!-- snippet: v.sql#v -->\n```sql\nselect 2;\n```\n"))
                .contains("+ select 1;");
    }

    @Test
    void aMissingFileOrRegionIsNamed() throws Exception {
        assertThat(problems("<!-- snippet: B.java#call -->\n```java\n```\n")).endsWith("there is no file B.java");
        assertThat(problems("<!-- snippet: A.java#gone -->\n```java\n```\n"))
                .endsWith("there is no region gone in A.java");
    }

    @Test
    void aBlockThatIsNeverClosedIsRefused() throws Exception {
        assertThat(problems("```sh\nmvn verify\n")).isEqualTo("README.md:1: the code block is never closed");
    }

    @Test
    void pagesUnderDocsAreReadToo() throws Exception {
        Files.createDirectories(directory.resolve("docs/adr"));
        Files.writeString(directory.resolve("docs/adr/0001.md"), "```java\nfoo();\n```\n");
        assertThat(problems("# Title\n")).startsWith("docs/adr/0001.md:1: Java that nobody compiles");
    }
}
