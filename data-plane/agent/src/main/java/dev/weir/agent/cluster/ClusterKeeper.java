package dev.weir.agent.cluster;

import dev.weir.agent.address.Place;
import dev.weir.agent.admin.ClusterLogin;
import dev.weir.agent.supervision.Part;
import dev.weir.agent.supervision.PartState;
import dev.weir.agent.supervision.Supervision;
import dev.weir.tenants.access.AclGrant;
import dev.weir.tenants.events.ClusterAccess;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.ClusterStatus.NodeAddress;
import dev.weir.tenants.events.ClusterStatus.Phase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one cluster what it should be. Works through its messages on a virtual thread of its own; nobody else touches
 * its state. What takes long at a running cluster is done beside it: {@link AccessKeeping}, {@link Rescaling}.
 */
final class ClusterKeeper {
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

    private final String cluster;
    private final ClusterFiles files;
    private final Brokers brokers;
    private final StartSlots slots;
    private final StatusVoice voice;
    private final Crew crew;
    private final AccessKeeping access;
    private final Rescaling rescaling;
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();

    private StartSlots.Slot slot = StartSlots.Slot.none();
    private @Nullable ClusterDesired desired;
    private @Nullable ClusterSecret secret;
    private @Nullable Layout layout;
    private List<Place> places = List.of();
    /** How many brokers clients have been told of. */
    private int joined;

    private boolean served;
    private boolean reached;
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
        this.slots = slots;
        this.voice = new StatusVoice(cluster, files, reports, whenDeleted);
        this.crew = new Crew(cluster, supervision, () -> messages.add(new Message.BrokerChanged()));
        this.access = new AccessKeeping(cluster, files, () -> messages.add(new Message.BrokerChanged()));
        this.rescaling = new Rescaling(cluster, messages::add);
    }

    /** Begins with what is on disk. */
    void start() throws IOException {
        desired = files.desired().orElse(null);
        secret = files.secret().orElse(null);
        layout = files.layout().orElse(null);
        if (layout == null && desired != null && files.isFormatted(0)) {
            layout = Layout.first(desired);
        }
        access.remember();
        voice.remember();
        served = voice.last().filter(Phase.RUNNING::equals).isPresent();
        joined = voice.nodes();
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
                    voice.tellAgain(news.generation());
                    return;
                }
                desired = news;
                files.write(news);
                if (voice.last().filter(Phase.FAILED::equals).isPresent()) {
                    crew.retry();
                }
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
            case Message.Access(ClusterAccess news) -> access.accept(news);
            case Message.Look() -> makeSo();
            case Message.BrokerChanged() -> assess();
            case Message.Progress() -> assess();
            case Message.Settled(ClusterDesired on) -> settle(on);
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
        Layout now = layout == null ? Layout.first(wanted) : layout;
        ClusterDesired target = now.target(wanted);
        String obstacle = target.brokers() <= brokers.most()
                ? ""
                : "it takes " + target.brokers() + " brokers, and this Weir has ports for " + brokers.most()
                        + " of a cluster: weir up --node-ports " + target.brokers();
        if (!obstacle.isEmpty() && layout == null) {
            report(new Assessment(Phase.FAILED, "TooManyBrokers", obstacle));
            return;
        }
        if (!obstacle.isEmpty()) {
            target = target.withBrokers(now.settled().brokers());
        }
        rescaling.hinder(obstacle);
        remember(now);
        places = brokers.places(target, files);
        List<AclGrant> acls = access.firstAcls(wanted);
        List<Part> targets = new ArrayList<>();
        for (int node = 0; node < target.brokers(); node++) {
            targets.add(brokers.part(node, target, now.founders(), acls, keys, places, files));
        }
        if (crew.size() == 0) {
            startBrokers(now, keys, acls, targets);
        } else {
            targets.subList(crew.size(), targets.size()).forEach(crew::add);
            crew.refresh(targets);
        }
        access.moved(login(keys));
        follow(now, target, targets, keys);
        assess();
    }

    private void startBrokers(Layout now, ClusterSecret keys, List<AclGrant> acls, List<Part> targets)
            throws IOException, InterruptedException {
        List<Part> parts = new ArrayList<>(targets);
        for (int node = 0; node < now.settled().brokers(); node++) {
            Part settled = brokers.part(node, now.settled(), now.founders(), acls, keys, places, files);
            // One that a former agent left as it was is replaced in its turn, not all at once.
            if (crew.isAlive(settled)) {
                parts.set(node, settled);
            }
        }
        if (!parts.stream().allMatch(crew::isAlive)) {
            report(new Assessment(Phase.STARTING, "", ""));
            slot = slots.take();
        }
        if (!files.isFormatted(0)) {
            access.begin(acls);
        }
        parts.forEach(crew::add);
    }

    /** A single broker is replaced at once; several are led from what they are to what they should be. */
    private void follow(Layout now, ClusterDesired target, List<Part> targets, ClusterSecret keys)
            throws IOException, InterruptedException {
        boolean more = target.brokers() > now.settled().brokers();
        if (!more && (target.brokers() == 1 || crew.isAs(targets))) {
            rescaling.drop();
            IntStream.range(0, targets.size()).forEach(node -> crew.change(node, targets.get(node)));
            remember(now.settled(target));
        } else {
            rescaling.pursue(crew.all(), targets, target, login(keys));
        }
    }

    private void settle(ClusterDesired on) throws IOException {
        if (layout != null && desired != null && on.equals(layout.target(desired))) {
            remember(layout.settled(on));
        }
        assess();
    }

    private void remember(Layout now) throws IOException {
        if (!now.equals(layout) || files.layout().isEmpty()) {
            files.write(now);
            layout = now;
        }
    }

    private void stopBrokers() throws IOException, InterruptedException {
        rescaling.drop();
        access.leave();
        crew.end();
        served = false;
        reached = false;
        joined = 0;
        slot.giveBack();
    }

    private void assess() throws IOException {
        if (crew.size() == 0 || layout == null || secret == null) {
            return;
        }
        joined = crew.allRun() ? crew.size() : Math.max(joined, layout.settled().brokers());
        List<PartState> states = crew.states().subList(0, Math.min(crew.size(), joined));
        if (states.stream().anyMatch(PartState.Down.class::isInstance)) {
            // The agent is ending, or the supervisor hasn't begun.
            return;
        }
        Assessment found = Assessment.of(states, served);
        if (found.phase() == Phase.RUNNING && (!reached || (!served && access.isPending()))) {
            reached = true;
            access.reach(login(secret));
        }
        if (found.phase() == Phase.RUNNING && !served && access.isPending()) {
            found = new Assessment(Phase.STARTING, "AccessPending", access.trouble());
        }
        served = found.phase() == Phase.RUNNING;
        if (found.phase() != Phase.STARTING || !found.reason().isEmpty()) {
            slot.giveBack();
        }
        report(rescaling.over(found));
    }

    private void report(Assessment found) {
        ClusterDesired wanted = desired;
        if (wanted != null) {
            voice.tell(wanted.generation(), found, found.phase() == Phase.RUNNING ? addresses() : List.of());
        }
    }

    /** New brokers are told of when they serve. */
    private List<NodeAddress> addresses() {
        return IntStream.range(0, Math.min(joined, crew.size()))
                .mapToObj(node -> new NodeAddress(
                        node,
                        places.get(node).host(),
                        places.get(node).first(),
                        places.get(node).second(),
                        brokers.namedPort(places.get(node))))
                .toList();
    }

    private ClusterLogin login(ClusterSecret keys) {
        return new ClusterLogin(
                places.stream()
                        .map(place -> place.host() + ":" + place.second())
                        .collect(Collectors.joining(",")),
                keys);
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

        /** Who may do what there. */
        record Access(ClusterAccess access) implements Message {}

        /** Make it so again. */
        record Look() implements Message {}

        /** One of its brokers has come or gone, or has got what it waited for. */
        record BrokerChanged() implements Message {}

        /** The change of its brokers has come further. */
        record Progress() implements Message {}

        /** Its brokers are what this asks for. */
        record Settled(ClusterDesired on) implements Message {}
    }
}
