package dev.weir.gateway.kafka;

import static java.util.Objects.requireNonNull;

import dev.weir.gateway.admission.Admissions;
import dev.weir.gateway.admission.ClusterAdmission;
import dev.weir.gateway.admission.Exceeded;
import dev.weir.gateway.state.Authentication.Accepted;
import dev.weir.gateway.state.Credential;
import dev.weir.gateway.state.StateChange;
import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.IdentityProviderId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** All open connections: how many, whose, and which have to go when a key or a cluster is closed. */
final class Connections {
    private static final Logger LOG = Logger.getLogger(Connections.class);

    private final Predicate<Accepted> stillGood;
    private final Set<ClientConnection> open = ConcurrentHashMap.newKeySet();
    private final Newcomers<ClientConnection> newcomers;
    private final Map<ClientConnection, Member> authenticated = new ConcurrentHashMap<>();
    private final Admissions admissions;

    private record Member(Accepted who, ClusterAdmission admission) {}

    /** @param stillGood whether somebody who was accepted still would be */
    Connections(Admissions admissions, Predicate<Accepted> stillGood, Newcomers<ClientConnection> newcomers) {
        this.admissions = admissions;
        this.stillGood = stillGood;
        this.newcomers = newcomers;
    }

    /** Closes one of those that haven't authenticated if there are too many of them, perhaps this one. */
    void open(ClientConnection connection, String from) {
        open.add(connection);
        makeWay(newcomers.arrive(connection, from));
    }

    /** A proxy has said whom it speaks for. */
    void comesFrom(ClientConnection connection, String from) {
        makeWay(newcomers.moved(connection, from));
    }

    private static void makeWay(@Nullable ClientConnection connection) {
        if (connection != null) {
            connection.makeWay();
        }
    }

    /** Why the cluster may not have this connection; nothing when it has it now. */
    Optional<String> admit(ClientConnection connection, Accepted accepted) {
        ClusterAdmission admission = admissions.of(accepted.cluster()).orElse(null);
        if (admission == null) {
            return Optional.of("cluster " + accepted.cluster() + " doesn't exist");
        }
        Optional<String> refusal = admission.connect().map(Exceeded::message);
        if (refusal.isEmpty()) {
            newcomers.leave(connection);
            authenticated.put(connection, new Member(accepted, admission));
        }
        return refusal;
    }

    /** Of a connection that has been admitted. */
    ClusterAdmission admissionOf(ClientConnection connection) {
        return requireNonNull(authenticated.get(connection)).admission();
    }

    /** The same client proved again who it is, perhaps by something else. */
    void renew(ClientConnection connection, Accepted accepted) {
        authenticated.computeIfPresent(connection, (_, member) -> new Member(accepted, member.admission()));
    }

    void closed(ClientConnection connection) {
        open.remove(connection);
        Member member = authenticated.remove(connection);
        newcomers.leave(connection);
        if (member != null) {
            member.admission().disconnected();
        }
    }

    /** Called now and then, on each event loop. */
    void lookAfterThoseOfThisLoop() {
        for (ClientConnection connection : open) {
            if (connection.loop().inEventLoop()) {
                connection.lookAfter();
            }
        }
    }

    List<ClientConnection> all() {
        return List.copyOf(open);
    }

    void changed(StateChange change) {
        switch (change) {
            case StateChange.KeyClosed(ApiKeyId key) ->
                close("key=" + key, who -> who.credential().isOf(key));
            case StateChange.ProviderChanged(IdentityProviderId provider) ->
                close(
                        "provider=" + provider,
                        who -> who.credential() instanceof Credential.Vouched vouched
                                && vouched.provider().equals(provider)
                                && !stillGood.test(who));
            case StateChange.ClusterClosed(ClusterId cluster) ->
                close("cluster=" + cluster, who -> who.cluster().equals(cluster));
            case StateChange.KeyOpened _, StateChange.ClusterChanged _ -> {}
        }
    }

    private void close(String what, Predicate<Accepted> which) {
        var closing = authenticated.entrySet().stream()
                .filter(entry -> which.test(entry.getValue().who()))
                .map(Map.Entry::getKey)
                .toList();
        closing.forEach(ClientConnection::end);
        if (!closing.isEmpty()) {
            LOG.infof("event=access-ended %s connections=%d", what, closing.size());
        }
    }
}
