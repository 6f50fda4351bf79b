package io.versioning.bulk.fault;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection of a client's, and that to the server behind it: a thread for each direction. */
final class Wire {

    private static final long PATIENCE_SECONDS = 30;

    private final CuttingProxy proxy;
    private final Socket client;
    private final Socket server;
    private final List<Frame> held = new ArrayList<>();
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile @Nullable Cut cut;

    Wire(CuttingProxy proxy, Socket client, Socket server) {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
    }

    void start() throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Daemon.start("to the server", this::toServer);
        Daemon.start("to the client", this::toClient);
    }

    private void toServer() throws IOException {
        Commits commits = new Commits();
        try {
            DataInputStream in = in(client);
            Frame.readStartup(in).writeTo(server.getOutputStream());
            while (true) {
                Frame frame = Frame.read(in);
                Cut now = commits.isCommit(frame) ? proxy.cutNow(this) : null;
                if (now == Cut.COMMIT_UNDER_WAY) {
                    hold(frame, in);
                    return;
                } else if (now == Cut.BEFORE_COMMIT) {
                    return;
                } else if (now != null) {
                    cut = now; // the answer decides
                }
                frame.writeTo(server.getOutputStream());
            }
        } finally {
            if (held.isEmpty()) {
                close();
            } else {
                client.close();
            }
        }
    }

    /** Keeps the COMMIT with all that belongs to it. */
    private void hold(Frame commit, DataInputStream in) throws IOException {
        Frame frame = commit;
        synchronized (held) {
            held.add(frame);
            while (commit.type() == 'B' && frame.type() != 'S') {
                frame = Frame.read(in);
                held.add(frame);
            }
            cut = Cut.COMMIT_UNDER_WAY;
        }
    }

    /** Whether it keeps a COMMIT. */
    boolean isHolding() {
        return cut == Cut.COMMIT_UNDER_WAY;
    }

    void letGo() throws IOException {
        synchronized (held) {
            for (Frame frame : held) {
                frame.writeTo(server.getOutputStream());
            }
        }
        try {
            if (!answered.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the server did not answer the COMMIT");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    private void toClient() throws IOException {
        try {
            DataInputStream in = in(server);
            boolean committed = false;
            while (true) {
                Frame frame = Frame.read(in);
                if (cut == null) {
                    frame.writeTo(client.getOutputStream());
                    continue;
                }
                committed |= frame.type() == 'C';
                if (cut == Cut.AFTER_COMMIT) {
                    frame.writeTo(client.getOutputStream());
                }
                if (committed && frame.type() == 'Z') {
                    return;
                }
            }
        } finally {
            answered.countDown();
            if (cut != Cut.COMMIT_UNDER_WAY) {
                close();
            }
        }
    }

    private static DataInputStream in(Socket socket) throws IOException {
        return new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    void close() {
        try {
            client.close();
            server.close();
        } catch (IOException e) {
            // it is gone
        }
        proxy.ended(this);
    }
}
