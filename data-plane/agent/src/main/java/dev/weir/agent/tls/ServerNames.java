package dev.weir.agent.tls;

import dev.weir.agent.home.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.TreeSet;

/** By what names this Weir is reached. */
public final class ServerNames {
    private ServerNames() {}

    public static Set<String> of(Settings settings) {
        Set<String> names = new TreeSet<>(Set.of("localhost", "127.0.0.1"));
        names.add(settings.advertised());
        names.add(settings.listen());
        // Nobody connects to "any address".
        names.remove("0.0.0.0");
        names.removeIf(name -> name.contains(":"));
        if (settings.domain() != null) {
            names.add("*." + settings.domain());
        }
        try {
            names.add(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            // A machine without a name is reached by its address.
        }
        return names;
    }
}
