package dev.weir.controlplane.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server that can be cut, or swallow all that is sent. */
public final class Relay implements AutoCloseable {
    private enum State {
        OPEN,
        CUT,
        SILENT
    }

    private final InetSocketAddress target;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile State state = State.OPEN;

    public Relay(InetSocketAddress target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Ends what there is, and whatever comes. */
    public void cut() {
        change(State.CUT);
    }

    /** Ends what there is; whoever comes is kept waiting. */
    public void fallSilent() {
        change(State.SILENT);
    }

    /** Lets all through; whoever was kept waiting has to come again. */
    public void open() {
        change(State.OPEN);
    }

    private void change(State now) {
        state = now;
        sockets.forEach(Relay::end);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                sockets.add(client);
                switch (state) {
                    case OPEN -> connect(client);
                    case CUT -> end(client);
                    case SILENT -> {
                        // Nobody reads.
                    }
                }
            } catch (IOException e) {
                // The listener was closed, or nobody is behind it.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        var server = new Socket();
        sockets.add(server);
        try {
            server.connect(target);
        } catch (IOException e) {
            end(client);
            throw e;
        }
        Thread.ofVirtual().start(() -> carry(client, server));
        Thread.ofVirtual().start(() -> carry(server, client));
    }

    private void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of both has ended.
        } finally {
            end(from);
            end(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }
}
