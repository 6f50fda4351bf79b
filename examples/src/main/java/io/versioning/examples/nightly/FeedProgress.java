package io.versioning.examples.nightly;

import io.versioning.bulk.BulkProgress;
import java.util.Locale;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar that grows with a feed, and is gone when that is through. */
final class FeedProgress implements Consumer<BulkProgress>, AutoCloseable {

    private static final int WIDTH = 79;

    private final @Nullable ProgressBar bar;

    private FeedProgress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    static FeedProgress shown(long lines) {
        return new FeedProgress(new ProgressBarBuilder()
                .setTaskName("  Feed")
                .setInitialMax(lines)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                .clearDisplayOnFinish()
                .build());
    }

    /** Nothing, where the output is a file or a pipe. */
    static FeedProgress hidden() {
        return new FeedProgress(null);
    }

    @Override
    public void accept(BulkProgress progress) {
        if (bar != null) {
            long notWritten = progress.rows() - progress.counts().applied();
            bar.setExtraMessage(String.format(Locale.ROOT, " %,d not written", notWritten));
            bar.stepTo(progress.rows());
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
