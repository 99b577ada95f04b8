package dev.weir.agent.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.InetSocketAddress;

/**
 * Gets a path, whose status says how the part is.
 *
 * @param address of the server
 * @param path what to get
 */
record HttpProbe(InetSocketAddress address, String path) implements Probe {
    private static final int STATUS_LINE = "HTTP/1.1 200".length();

    @Override
    public Health ask() {
        byte[] question = ("GET " + path + " HTTP/1.1\r\nHost: " + address.getHostString()
                        + "\r\nConnection: close\r\n\r\n")
                .getBytes(US_ASCII);
        return Exchange.with(address, question, answer -> new String(answer.readNBytes(STATUS_LINE), US_ASCII))
                .filter(line -> line.startsWith("HTTP/1."))
                .map(line -> line.endsWith(" 200") ? Health.HEALTHY : Health.UNREADY)
                .orElse(Health.SILENT);
    }
}
