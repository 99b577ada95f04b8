package dev.weir.agent.cluster;

import dev.weir.agent.address.Places;
import dev.weir.agent.broker.BrokerPart;
import dev.weir.agent.home.Settings;
import dev.weir.agent.home.WeirHome;
import dev.weir.agent.supervision.Supervision;
import dev.weir.tenants.events.ClusterAccess;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.id.ClusterId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** All tenants' clusters of this machine: takes the news of them, hands it to the keeper of each. */
public final class Clusters {
    private final WeirHome home;
    private final Supervision supervision;
    private final Brokers brokers;
    private final StatusReports reports;
    private final StartSlots slots = new StartSlots();
    private final Graveyard graveyard;
    private final Map<ClusterId, ClusterKeeper> keepers = new HashMap<>();
    private final Map<ClusterId, ClusterSecret> early = new HashMap<>();
    private final Map<ClusterId, ClusterAccess> earlyAccess = new HashMap<>();

    public Clusters(
            WeirHome home,
            Settings settings,
            Places places,
            BrokerPart broker,
            Supervision supervision,
            StatusReports reports)
            throws IOException {
        this.home = home;
        this.supervision = supervision;
        this.brokers = new Brokers(settings, places, broker);
        this.reports = reports;
        this.graveyard = new Graveyard(home);
    }

    /** Takes up what is on disk: brokers that live are adopted at once, others start when {@link #open} allows it. */
    public synchronized int resume() throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(home.clusters(), "lkc-*")) {
            for (Path folder : folders) {
                keeper(new ClusterId(folder.getFileName().toString()));
            }
        }
        return keepers.size();
    }

    /** The platform is up: brokers may use the machine. */
    public void open() {
        slots.open();
    }

    public synchronized void accept(ClusterDesired desired) throws IOException {
        var id = new ClusterId(desired.cluster());
        if (graveyard.has(id)) {
            early.remove(id);
            earlyAccess.remove(id);
            return;
        }
        ClusterKeeper keeper = keeper(id);
        ClusterAccess access = earlyAccess.remove(id);
        if (access != null) {
            keeper.tell(new ClusterKeeper.Message.Access(access));
        }
        keeper.tell(new ClusterKeeper.Message.Wanted(desired));
        ClusterSecret secret = early.remove(id);
        if (secret != null) {
            keeper.tell(new ClusterKeeper.Message.Keys(secret));
        }
    }

    /** A secret may come before its cluster: then it waits. */
    public synchronized void accept(ClusterSecret secret) {
        var id = new ClusterId(secret.cluster());
        if (secret.keys().isEmpty()) {
            early.remove(id);
            return;
        }
        ClusterKeeper keeper = keepers.get(id);
        if (keeper == null) {
            early.merge(id, secret, (old, now) -> now.generation() >= old.generation() ? now : old);
        } else {
            keeper.tell(new ClusterKeeper.Message.Keys(secret));
        }
    }

    /** It may come before its cluster too. */
    public synchronized void accept(ClusterAccess access) {
        var id = new ClusterId(access.cluster());
        if (graveyard.has(id)) {
            return;
        }
        ClusterKeeper keeper = keepers.get(id);
        if (keeper == null) {
            earlyAccess.merge(id, access, (old, now) -> now.generation() >= old.generation() ? now : old);
        } else {
            keeper.tell(new ClusterKeeper.Message.Access(access));
        }
    }

    private ClusterKeeper keeper(ClusterId id) throws IOException {
        ClusterKeeper known = keepers.get(id);
        if (known != null) {
            return known;
        }
        var keeper = new ClusterKeeper(
                id.value(), new ClusterFiles(home, id), brokers, supervision, slots, reports, () -> bury(id));
        keepers.put(id, keeper);
        keeper.start();
        return keeper;
    }

    private synchronized void bury(ClusterId id) {
        keepers.remove(id);
        graveyard.add(id);
    }
}
