package io.versioning.bulk.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stands between clients and a PostgreSQL server, on a free port of the loopback interface, and cuts a connection where it
 * is told to. Thread-safe.
 */
public final class CuttingProxy implements AutoCloseable {

    private final InetSocketAddress server;
    private final ServerSocket socket;
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private final AtomicInteger commitsLeft = new AtomicInteger(-1);
    private volatile Cut cut = Cut.BEFORE_COMMIT;
    private volatile @Nullable Wire lastCut;

    private CuttingProxy(InetSocketAddress server, ServerSocket socket) {
        this.server = server;
        this.socket = socket;
    }

    /**
     * Starts one.
     *
     * @param host the server's host
     * @param port the server's port
     * @return the running proxy
     * @throws IOException if there is no free port
     */
    public static CuttingProxy to(String host, int port) throws IOException {
        CuttingProxy proxy = new CuttingProxy(
                new InetSocketAddress(host, port), new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Daemon.start("cutting proxy", proxy::accept);
        return proxy;
    }

    /** Cuts the connection of the COMMIT that comes after so many others, from now on. */
    public void cut(Cut where, int commitsBefore) {
        lastCut = null;
        cut = where;
        commitsLeft.set(commitsBefore);
    }

    /** Cuts nothing any more. */
    public void cutNoMore() {
        commitsLeft.set(-1);
    }

    /** Lets go the COMMIT that is {@linkplain Cut#COMMIT_UNDER_WAY under way}, and waits until the server has answered. */
    public void letGo() throws IOException {
        Wire wire = lastCut;
        if (wire == null) {
            throw new IllegalStateException("no connection was cut");
        }
        wire.letGo();
    }

    /** Whether a COMMIT is under way, and has not been let go. */
    public boolean isHolding() {
        Wire wire = lastCut;
        return wire != null && wire.isHolding();
    }

    /** Whether what it was told to cut was cut. */
    public boolean hasCut() {
        return commitsLeft.get() < 0 && lastCut != null;
    }

    /** The port at which it listens, at the loopback interface. */
    public int port() {
        return socket.getLocalPort();
    }

    private void accept() throws IOException {
        while (!socket.isClosed()) {
            Socket client = socket.accept();
            Wire wire = new Wire(this, client, new Socket(server.getAddress(), server.getPort()));
            wires.add(wire);
            wire.start();
        }
    }

    /** Asked once for each COMMIT: whether its connection is to be cut, and where. */
    @Nullable
    Cut cutNow(Wire wire) {
        if (commitsLeft.get() >= 0 && commitsLeft.getAndDecrement() == 0) {
            lastCut = wire;
            return cut;
        }
        return null;
    }

    void ended(Wire wire) {
        wires.remove(wire);
    }

    /** Ends all connections. */
    @Override
    public void close() throws IOException {
        socket.close();
        wires.forEach(Wire::close);
    }
}
