package io.versioning.benchmarks.bulk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where runs lie: {@code performance.md}, and under {@code performance} a file and a picture of the latest run on each
 * database.
 *
 * @param path the directory of the page
 */
record RunDirectory(Path path) {

    private static final String FILE = ".csv";

    private Path runs() {
        return path.resolve("performance");
    }

    void save(String code, Run run) throws IOException {
        RunFile.write(runs().resolve(code + FILE), run);
    }

    /** Writes the page and its pictures anew, from all runs that are there. */
    Path writePage() throws IOException {
        Map<String, Run> all = all();
        for (Map.Entry<String, Run> run : all.entrySet()) {
            List<CostPicture.Line> lines = PerformancePage.pictured(run.getValue());
            if (!lines.isEmpty()) {
                String title = run.getValue().title() + ": processor time of client and server, us per row";
                Files.writeString(runs().resolve(run.getKey() + ".svg"), CostPicture.of(title, lines));
            }
        }
        return Files.write(path.resolve("performance.md"), PerformancePage.of(all));
    }

    private Map<String, Run> all() throws IOException {
        Map<String, Run> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(runs())) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(FILE)) {
                    all.put(name.substring(0, name.length() - FILE.length()), RunFile.read(file));
                }
            }
        }
        return all;
    }
}
