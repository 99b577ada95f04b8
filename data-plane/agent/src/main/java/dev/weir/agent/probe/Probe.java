package dev.weir.agent.probe;

import java.net.InetSocketAddress;

/** Asks a part how it is. */
@FunctionalInterface
public interface Probe {

    /** Answers within about a second, never throws. */
    Health ask();

    /** How a part is. */
    enum Health {
        /** It serves. */
        HEALTHY,
        /** It answers, but says that it doesn't serve: a control plane without its database. */
        UNREADY,
        /** Nobody answers. */
        SILENT
    }

    /**
     * The probe that a run file names.
     *
     * @param kind {@code kafka}, {@code postgres}, {@code http:/path}, {@code https:/path} or {@code none}
     * @param address host and port
     */
    static Probe of(String kind, String address) {
        if (kind.startsWith("http:")) {
            return new HttpProbe(parse(address), kind.substring("http:".length()), false);
        }
        if (kind.startsWith("https:")) {
            return new HttpProbe(parse(address), kind.substring("https:".length()), true);
        }
        return switch (kind) {
            case "kafka" -> new KafkaProbe(parse(address));
            case "postgres" -> new PostgresProbe(parse(address));
            case "none" -> () -> Health.HEALTHY;
            default -> throw new IllegalArgumentException("no such probe: " + kind);
        };
    }

    private static InetSocketAddress parse(String address) {
        int colon = address.lastIndexOf(':');
        return new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }
}
