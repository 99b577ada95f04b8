package dev.weir.gateway.accesslog;

import dev.weir.tenants.id.ClusterId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Whose requests are logged: by the settings, and by a file that may change at any time. */
final class LoggedClusters {
    private static final Logger LOG = Logger.getLogger(LoggedClusters.class);
    private static final String ALL = "*";
    private static final Pattern BETWEEN = Pattern.compile("[\\s,]+");

    private final Set<String> always;
    private final Optional<Path> file;
    private volatile Set<String> now;
    /** Told after the set. */
    private final AtomicInteger changes = new AtomicInteger();

    LoggedClusters(Set<String> always, Optional<Path> file) {
        this.always = Set.copyOf(always);
        this.file = file;
        this.now = this.always;
        reload();
    }

    boolean contains(ClusterId cluster) {
        Set<String> all = now;
        return !all.isEmpty() && (all.contains(cluster.value()) || all.contains(ALL));
    }

    /** How often they have changed; another number means that they are others. */
    int changes() {
        return changes.get();
    }

    /** Looks into the file. One that can't be read changes nothing. For one thread. */
    void reload() {
        if (file.isEmpty()) {
            return;
        }
        try {
            Set<String> found = new HashSet<>(always);
            Arrays.stream(BETWEEN.split(read(file.get())))
                    .filter(word -> !word.isEmpty())
                    .forEach(found::add);
            if (!found.equals(now)) {
                now = Set.copyOf(found);
                var _ = changes.incrementAndGet();
                LOG.infof("event=access-log-changed clusters=%s", found);
            }
        } catch (IOException e) {
            LOG.warnf("event=access-log-file-unreadable file=%s error=\"%s\"", file.get(), e.getMessage());
        }
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
