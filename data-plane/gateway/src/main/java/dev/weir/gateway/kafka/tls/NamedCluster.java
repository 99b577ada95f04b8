package dev.weir.gateway.kafka.tls;

import dev.weir.tenants.id.ClusterId;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a client means by the name in its TLS greeting (RFC 6066). */
public record NamedCluster(ClusterId cluster, OptionalInt broker) {
    private static final Pattern LABEL = Pattern.compile("(?:b([0-9]{1,4})-)?(lkc-[a-z0-9]{1,32})");

    /** Nothing when the name isn't one of the domain. */
    public static Optional<NamedCluster> parse(String name, String domain) {
        String wanted = name.toLowerCase(Locale.ROOT);
        String suffix = "." + domain.toLowerCase(Locale.ROOT);
        if (!wanted.endsWith(suffix)) {
            return Optional.empty();
        }
        Matcher label = LABEL.matcher(wanted.substring(0, wanted.length() - suffix.length()));
        if (!label.matches()) {
            return Optional.empty();
        }
        String broker = label.group(1);
        return Optional.of(new NamedCluster(
                new ClusterId(label.group(2)),
                broker == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(broker))));
    }
}
