package dev.weir.gateway.testbed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Leads each connection to the first of several ports that takes it, as load balancers before gateways do. */
public final class Balancer implements AutoCloseable {
    private static final int BACKLOG = 64;

    private final ServerSocket listener;
    private final int[] targets;

    public Balancer(int... targets) throws IOException {
        this.targets = targets;
        this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> lead(client));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void lead(Socket client) {
        try (client;
                Socket gateway = reach()) {
            Thread.ofVirtual().start(() -> copy(gateway, client));
            copy(client, gateway);
        } catch (IOException e) {
            // Either side has gone.
        }
    }

    private Socket reach() throws IOException {
        for (int target : targets) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), target);
            } catch (IOException e) {
                // The next one may be there.
            }
        }
        throw new IOException("no gateway");
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Either side has gone.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
