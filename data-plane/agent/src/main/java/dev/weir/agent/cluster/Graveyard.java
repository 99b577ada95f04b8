package dev.weir.agent.cluster;

import dev.weir.agent.home.Json;
import dev.weir.agent.home.WeirHome;
import dev.weir.tenants.id.ClusterId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * The clusters whose deletion is done and has been told, so that a new agent, which reads all deletions that ever were,
 * doesn't tell them again. Ids aren't used twice, so nothing comes back from here.
 */
final class Graveyard {
    private final Path file;
    private final Set<String> deleted;

    Graveyard(WeirHome home) throws IOException {
        this.file = home.snapshots().resolve("agent").resolve("deleted.json");
        this.deleted = new TreeSet<>(
                Json.read(file, Deleted.class).map(Deleted::clusters).orElse(Set.of()));
    }

    synchronized boolean has(ClusterId id) {
        return deleted.contains(id.value());
    }

    synchronized void add(ClusterId id) {
        if (deleted.add(id.value())) {
            try {
                Json.write(file, new Deleted(deleted));
            } catch (IOException e) {
                // It will be told once more, no harm is done.
                System.getLogger("weir").log(System.Logger.Level.WARNING, "deleted.json can't be written", e);
            }
        }
    }

    /**
     * The file's shape.
     *
     * @param clusters ids
     */
    record Deleted(Set<String> clusters) {}
}
