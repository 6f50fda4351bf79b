package io.versioning.bulk.fault;

import java.io.IOException;

/** Threads that end with the connection that they serve. */
final class Daemon {

    private Daemon() {}

    /** What such a thread does, until its connection fails. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    static void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException ended) {
                        // so is the thread
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
