package dev.weir.agent.cluster;

import dev.weir.agent.address.Place;
import dev.weir.agent.supervision.Part;
import dev.weir.agent.supervision.PartState;
import dev.weir.agent.supervision.Supervision;
import dev.weir.agent.supervision.Supervisor;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.events.ClusterStatus.NodeAddress;
import dev.weir.tenants.events.ClusterStatus.Phase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one cluster what it should be. Works through its messages on a virtual thread of its own; nobody else touches
 * its state.
 */
final class ClusterKeeper {
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

    private final String cluster;
    private final ClusterFiles files;
    private final Brokers brokers;
    private final Supervision supervision;
    private final StartSlots slots;
    private final StatusReports reports;
    private final Runnable whenDeleted;
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();

    private final List<Supervisor> supervisors = new ArrayList<>();
    private StartSlots.Slot slot = StartSlots.Slot.none();
    private @Nullable ClusterDesired desired;
    private @Nullable ClusterSecret secret;
    private @Nullable ClusterStatus told;
    private List<Place> places = List.of();
    private boolean served;
    private boolean open = true;

    ClusterKeeper(
            String cluster,
            ClusterFiles files,
            Brokers brokers,
            Supervision supervision,
            StartSlots slots,
            StatusReports reports,
            Runnable whenDeleted) {
        this.cluster = cluster;
        this.files = files;
        this.brokers = brokers;
        this.supervision = supervision;
        this.slots = slots;
        this.reports = reports;
        this.whenDeleted = whenDeleted;
    }

    /** Begins with what is on disk. */
    void start() throws IOException {
        desired = files.desired().orElse(null);
        secret = files.secret().orElse(null);
        told = files.status().orElse(null);
        places = files.places();
        brokers.keep(places);
        Thread.ofVirtual().name("keeper " + cluster).start(this::run);
        if (desired != null) {
            messages.add(new Message.Look());
        }
    }

    void tell(Message message) {
        messages.add(message);
    }

    private void run() {
        try {
            while (open) {
                Message message = messages.take();
                try {
                    handle(message);
                } catch (IOException | RuntimeException e) {
                    System.getLogger("weir").log(System.Logger.Level.ERROR, "cluster=" + cluster + " failed", e);
                    report(new Assessment(Phase.FAILED, "AgentFailed", String.valueOf(e.getMessage())));
                    lookAgainLater();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(Message message) throws IOException, InterruptedException {
        switch (message) {
            case Message.Wanted(ClusterDesired news) -> {
                if (desired != null && news.generation() < desired.generation()) {
                    return;
                }
                if (news.equals(desired)) {
                    tellAgain();
                    return;
                }
                desired = news;
                files.write(news);
                makeSo();
            }
            case Message.Keys(ClusterSecret news) -> {
                if (secret != null && news.generation() <= secret.generation()) {
                    return;
                }
                secret = news;
                files.write(news);
                makeSo();
            }
            case Message.Look() -> makeSo();
            case Message.BrokerChanged() -> assess();
        }
    }

    private void makeSo() throws IOException, InterruptedException {
        ClusterDesired wanted = desired;
        if (wanted == null) {
            return;
        }
        switch (wanted.state()) {
            case RUNNING -> {
                if (secret != null) {
                    keepRunning(wanted, secret);
                }
            }
            case SUSPENDED -> {
                stopBrokers();
                report(new Assessment(Phase.STOPPED, "Suspended", "the cluster is suspended; its data is kept"));
            }
            case DELETED -> {
                stopBrokers();
                files.delete();
                brokers.free(places);
                open = false;
                report(new Assessment(Phase.DELETED, "", ""));
            }
        }
    }

    private void keepRunning(ClusterDesired wanted, ClusterSecret keys) throws IOException, InterruptedException {
        if (wanted.brokers() > brokers.most()) {
            report(new Assessment(
                    Phase.FAILED,
                    "TooManyBrokers",
                    "this Weir has ports for " + brokers.most() + " brokers of a cluster; see weir up --node-ports"));
            return;
        }
        places = brokers.places(wanted, files);
        List<Part> parts = brokers.parts(wanted, keys, places, files);
        if (supervisors.isEmpty()) {
            if (!parts.stream().allMatch(this::isAlive)) {
                report(new Assessment(Phase.STARTING, "", ""));
                slot = slots.take();
            }
            parts.forEach(part -> supervisors.add(
                    supervision.add(part, (changed, before, now) -> messages.add(new Message.BrokerChanged()))));
        } else {
            for (int node = 0; node < Math.min(parts.size(), supervisors.size()); node++) {
                supervisors.get(node).change(parts.get(node));
            }
        }
    }

    private boolean isAlive(Part part) {
        try {
            return supervision.isAlive(part);
        } catch (IOException e) {
            return false;
        }
    }

    private void stopBrokers() throws InterruptedException {
        supervision.end(supervisors);
        supervisors.clear();
        served = false;
        slot.giveBack();
    }

    private void assess() throws IOException {
        if (supervisors.isEmpty()) {
            return;
        }
        List<PartState> states = supervisors.stream().map(Supervisor::state).toList();
        if (states.stream().anyMatch(PartState.Down.class::isInstance)) {
            // The agent is ending, or the supervisor hasn't begun.
            return;
        }
        Assessment found = Assessment.of(states, served);
        served = found.phase() == Phase.RUNNING;
        if (found.phase() != Phase.STARTING || !found.reason().isEmpty()) {
            slot.giveBack();
        }
        report(found);
    }

    private void report(Assessment found) {
        ClusterDesired wanted = desired;
        if (wanted == null) {
            return;
        }
        boolean running = found.phase() == Phase.RUNNING;
        var status = new ClusterStatus(
                ClusterStatus.SCHEMA,
                cluster,
                wanted.generation(),
                nextSequence(),
                found.phase(),
                running ? addresses(wanted.brokers()) : List.of(),
                null,
                found.reason(),
                found.message(),
                System.currentTimeMillis());
        if (told != null && says(told, status) && found.phase() != Phase.DELETED) {
            return;
        }
        send(status);
    }

    private void tellAgain() {
        ClusterStatus last = told;
        if (last != null && desired != null && last.generation() == desired.generation()) {
            send(new ClusterStatus(
                    last.schema(),
                    last.cluster(),
                    last.generation(),
                    nextSequence(),
                    last.phase(),
                    last.nodes(),
                    last.certificateAuthority(),
                    last.reason(),
                    last.message(),
                    System.currentTimeMillis()));
        }
    }

    private void send(ClusterStatus status) {
        told = status;
        var stored = reports.send(status);
        if (status.phase() == Phase.DELETED) {
            stored.thenRun(whenDeleted);
            return;
        }
        try {
            files.write(status);
        } catch (IOException e) {
            System.getLogger("weir")
                    .log(System.Logger.Level.WARNING, "cluster=" + cluster + " status.json can't be written", e);
        }
    }

    // Grows over restarts of the agent too, whose clock may have been set back.
    private long nextSequence() {
        return Math.max(told == null ? 0 : told.sequence() + 1, System.currentTimeMillis());
    }

    private List<NodeAddress> addresses(int count) {
        return IntStream.range(0, count)
                .mapToObj(node -> new NodeAddress(
                        node,
                        places.get(node).host(),
                        places.get(node).first(),
                        places.get(node).second()))
                .toList();
    }

    private static boolean says(ClusterStatus one, ClusterStatus other) {
        return one.generation() == other.generation()
                && one.phase() == other.phase()
                && one.nodes().equals(other.nodes())
                && one.reason().equals(other.reason())
                && one.message().equals(other.message());
    }

    private void lookAgainLater() {
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(TRY_AGAIN);
                messages.add(new Message.Look());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** What a keeper is told. */
    sealed interface Message {
        /** What the cluster should be. */
        record Wanted(ClusterDesired desired) implements Message {}

        /** What its brokers should accept. */
        record Keys(ClusterSecret secret) implements Message {}

        /** Make it so again. */
        record Look() implements Message {}

        /** One of its brokers has come or gone. */
        record BrokerChanged() implements Message {}
    }
}
