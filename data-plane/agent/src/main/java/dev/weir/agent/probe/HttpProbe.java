package dev.weir.agent.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.InetSocketAddress;

/**
 * Gets a path, whose status says how the part is.
 *
 * @param address of the server
 * @param path what to get
 * @param tls whether the server wants TLS
 */
record HttpProbe(InetSocketAddress address, String path, boolean tls) implements Probe {
    private static final int STATUS_LINE = "HTTP/1.1 200".length();

    @Override
    public Health ask() {
        byte[] question = ("GET " + path + " HTTP/1.1\r\nHost: " + address.getHostString()
                        + "\r\nConnection: close\r\n\r\n")
                .getBytes(US_ASCII);
        Exchange.Reader<String> status = answer -> new String(answer.readNBytes(STATUS_LINE), US_ASCII);
        return (tls ? Exchange.withTls(address, question, status) : Exchange.with(address, question, status))
                .filter(line -> line.startsWith("HTTP/1."))
                .map(line -> line.endsWith(" 200") ? Health.HEALTHY : Health.UNREADY)
                .orElse(Health.SILENT);
    }
}
