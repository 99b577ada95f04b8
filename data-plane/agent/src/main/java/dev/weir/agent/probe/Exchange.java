package dev.weir.agent.probe;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;

/** One question and its answer on a connection of its own. */
final class Exchange {
    private static final int MILLIS = 1_000;

    private Exchange() {}

    /** Empty when nobody answers in time. */
    static <T> Optional<T> with(InetSocketAddress address, byte[] question, Reader<T> reader) {
        try (var socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(MILLIS);
            socket.connect(address, MILLIS);
            var out = new DataOutputStream(socket.getOutputStream());
            out.write(question);
            out.flush();
            return Optional.of(reader.read(new DataInputStream(socket.getInputStream())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    interface Reader<T> {
        T read(DataInputStream answer) throws IOException;
    }
}
