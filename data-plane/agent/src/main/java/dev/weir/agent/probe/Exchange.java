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
        try (var socket = connect(address)) {
            return Optional.of(ask(socket, question, reader));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Asks by TLS whoever is there: it is only to see whether a process of this machine lives. */
    static <T> Optional<T> withTls(InetSocketAddress address, byte[] question, Reader<T> reader) {
        try (var socket = connect(address);
                var secure =
                        AnyServer.sockets().createSocket(socket, address.getHostString(), address.getPort(), true)) {
            return Optional.of(ask(secure, question, reader));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Socket connect(InetSocketAddress address) throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(MILLIS);
            socket.connect(address, MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static <T> T ask(Socket socket, byte[] question, Reader<T> reader) throws IOException {
        var out = new DataOutputStream(socket.getOutputStream());
        out.write(question);
        out.flush();
        return reader.read(new DataInputStream(socket.getInputStream()));
    }

    interface Reader<T> {
        T read(DataInputStream answer) throws IOException;
    }
}
