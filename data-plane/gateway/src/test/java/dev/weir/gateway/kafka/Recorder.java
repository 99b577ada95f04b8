package dev.weir.gateway.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between real clients and the gateway and keeps what they send. Brokers' answers say the gateway's port for the
 * node; the clients are told the recorder's instead.
 */
final class Recorder implements AutoCloseable {
    private static final int KEPT_OF_A_KIND = 6;
    private static final int LARGEST = 20_000;
    private static final byte[] HOST = "127.0.0.1".getBytes(US_ASCII);

    private final ServerSocket bootstrap;
    private final ServerSocket node;
    private final byte[] toldPort;
    private final byte[] ownPort;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final Map<Integer, List<byte[]>> frames = new ConcurrentHashMap<>();

    Recorder() throws IOException {
        int gateway = KafkaTestbed.bootstrapPort();
        bootstrap = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        node = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        toldPort = ByteBuffer.allocate(Integer.BYTES).putInt(gateway + 1).array();
        ownPort = ByteBuffer.allocate(Integer.BYTES).putInt(node.getLocalPort()).array();
        accept(bootstrap, gateway);
        accept(node, gateway + 1);
    }

    String address() {
        return "127.0.0.1:" + bootstrap.getLocalPort();
    }

    /** Whole frames with their lengths, a few of each API and version. */
    List<byte[]> frames() {
        List<byte[]> all = new ArrayList<>();
        frames.values().forEach(all::addAll);
        return all;
    }

    private void accept(ServerSocket server, int gateway) {
        Thread.ofVirtual().start(() -> {
            while (true) {
                try {
                    Socket client = server.accept();
                    var upstream = new Socket(InetAddress.getLoopbackAddress(), gateway);
                    open.addAll(List.of(client, upstream));
                    Thread.ofVirtual().start(() -> pump(client, upstream, true));
                    Thread.ofVirtual().start(() -> pump(upstream, client, false));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private void pump(Socket from, Socket to, boolean fromClient) {
        try (from;
                to) {
            var in = new DataInputStream(from.getInputStream());
            var out = new DataOutputStream(to.getOutputStream());
            while (true) {
                byte[] frame = new byte[in.readInt()];
                in.readFully(frame);
                if (fromClient) {
                    keep(frame);
                } else {
                    tellOwnPort(frame);
                }
                out.write(ByteBuffer.allocate(Integer.BYTES + frame.length)
                        .putInt(frame.length)
                        .put(frame)
                        .array());
            }
        } catch (IOException e) {
            // One side has left.
        }
    }

    private void keep(byte[] frame) {
        if (frame.length <= LARGEST) {
            List<byte[]> kind =
                    frames.computeIfAbsent(ByteBuffer.wrap(frame).getInt(), _ -> new CopyOnWriteArrayList<>());
            if (kind.size() < KEPT_OF_A_KIND) {
                kind.add(ByteBuffer.allocate(Integer.BYTES + frame.length)
                        .putInt(frame.length)
                        .put(frame)
                        .array());
            }
        }
    }

    private void tellOwnPort(byte[] answer) {
        for (int at = 0; at + HOST.length + Integer.BYTES <= answer.length; at++) {
            if (matches(answer, at, HOST) && matches(answer, at + HOST.length, toldPort)) {
                System.arraycopy(ownPort, 0, answer, at + HOST.length, Integer.BYTES);
            }
        }
    }

    private static boolean matches(byte[] bytes, int at, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        bootstrap.close();
        node.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
