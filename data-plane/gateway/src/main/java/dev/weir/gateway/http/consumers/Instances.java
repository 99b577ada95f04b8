package dev.weir.gateway.http.consumers;

import dev.weir.gateway.admission.Exceeded;
import dev.weir.gateway.http.consumers.Instance.ClosedInstance;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.gateway.http.upstream.GroupMember;
import dev.weir.gateway.http.upstream.KeyLocks;
import dev.weir.gateway.http.upstream.Upstream;
import dev.weir.gateway.http.upstream.Upstreams;
import dev.weir.gateway.http.watch.Dues;
import dev.weir.tenants.events.RestConsumerRecord;
import dev.weir.tenants.id.ClusterId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.jboss.logging.Logger;

/** Finds a consumer for a request: one that lives here, or one that another gateway had, which then goes on here. */
@ApplicationScoped
class Instances {
    /** Of what excludes each other. */
    static final int CONFLICT = 40903;

    private static final int UNKNOWN = 40403;
    private static final int EXISTS = 40902;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,200}");
    private static final int ATTEMPTS = 3;
    private static final Logger LOG = Logger.getLogger(Instances.class);

    private final InstanceTable table;
    private final Upstreams upstreams;
    private final ConsumersConfig config;
    private final Dues dues;
    private final Map<InstanceKey, Instance> here = new ConcurrentHashMap<>();
    /** A cluster may have to be waited for. */
    private final KeyLocks<InstanceKey> locks = new KeyLocks<>();

    Instances(InstanceTable table, Upstreams upstreams, ConsumersConfig config, Dues dues) {
        this.dues = dues;
        this.table = table;
        this.upstreams = upstreams;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        table.listen(this::isElsewhere);
    }

    /** Their places in their groups are kept for another gateway. */
    void stop(@Observes ShutdownEvent event) {
        here.values().forEach(instance -> instance.close(false));
    }

    private void isElsewhere(String key) {
        here.keySet().stream().filter(candidate -> candidate.text().equals(key)).forEach(found -> {
            Instance gone = here.remove(found);
            if (gone != null) {
                Thread.ofVirtual().start(() -> gone.close(false));
            }
        });
    }

    /** A problem when there is one of that name. */
    void create(Owner owner, InstanceKey key, InstanceSettings settings) {
        if (!NAME.matcher(key.instance()).matches()) {
            throw InstanceSettings.invalid("name", "1 to 200 letters, digits, dots, underscores and dashes");
        }
        var _ = locks.locked(key, () -> make(owner, key, settings)).join();
    }

    private CompletableFuture<Boolean> make(Owner owner, InstanceKey key, InstanceSettings settings) {
        if (table.findNewest(key, config.newsPatience()).isPresent()) {
            throw new Problem.OfConsumers(EXISTS, "Consumer with specified consumer ID already exists in the group.")
                    .asException();
        }
        requireRoom(key.cluster());
        Instance made = open(owner, key, Life.begin(), settings);
        Instance forgotten = here.put(key, made);
        if (forgotten != null) {
            forgotten.close(false);
        }
        return table.tell(made.describe(template(owner, key)));
    }

    /** The table knows those of all gateways. */
    private void requireRoom(ClusterId cluster) {
        String prefix = cluster + "/";
        long present = table.all().stream()
                .filter(record -> record.key().startsWith(prefix))
                .count();
        dues.of(cluster).ifPresent(admission -> {
            int limit = admission.limits().httpConsumers();
            if (present >= limit) {
                String message = new Exceeded("httpConsumers", limit, present, 1).message() + ".";
                throw new Problem.TooManyRequests(message, Duration.ofSeconds(10)).asException();
            }
        });
    }

    private record Used<T>(T result, CompletableFuture<Boolean> told) {}

    private RestConsumerRecord template(Owner owner, InstanceKey key) {
        return new RestConsumerRecord(
                RestConsumerRecord.SCHEMA,
                key.cluster().value(),
                key.group(),
                key.instance(),
                owner.principal().value(),
                Map.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                System.currentTimeMillis(),
                table.self(),
                "",
                0);
    }

    private Instance open(Owner owner, InstanceKey key, Life life, InstanceSettings settings) {
        Upstream upstream = upstreams.open(owner.cluster(), owner.principal());
        try {
            return new Instance(
                    key,
                    life,
                    settings,
                    upstream,
                    upstream.join(new GroupMember(
                            key.group(),
                            Optional.of(key.instance()),
                            settings.reset(),
                            config.session(),
                            config.idle(),
                            settings.minBytes())));
        } catch (RuntimeException e) {
            upstream.close();
            throw e;
        }
    }

    /**
     * Does something with a consumer; a problem when there is none, or it is somebody else's. One that was taken over is
     * told of before anybody gets an answer: else the gateway that had it would go on with it.
     */
    <T> T use(Owner owner, InstanceKey key, Function<Instance, T> work) {
        for (int attempt = 1; ; attempt++) {
            Instance instance = find(owner, key);
            try {
                Used<T> used = instance.use(taken -> {
                    T result = work.apply(taken);
                    return new Used<>(
                            result,
                            taken.isTold()
                                    ? CompletableFuture.completedFuture(true)
                                    : table.tell(taken.describe(template(owner, key))));
                });
                var _ = used.told().join();
                return used.result();
            } catch (FencedInstanceIdException | ClosedInstance e) {
                here.remove(key, instance);
                instance.close(false);
                if (attempt == ATTEMPTS) {
                    throw new Problem.Unavailable(
                                    "Another gateway serves this consumer at the same time.", Duration.ofSeconds(1))
                            .asException();
                }
            } catch (KafkaException e) {
                throw ConsumerFaults.of(e, instance.subscription());
            }
        }
    }

    /** As {@link #use}, for what other gateways have to know afterwards: whichever is asked next does. */
    void change(Owner owner, InstanceKey key, java.util.function.Consumer<Instance> work) {
        var _ = use(owner, key, instance -> {
                    work.accept(instance);
                    return table.tell(instance.describe(template(owner, key)));
                })
                .join();
    }

    /** It is known whether these records of this consumer have left. */
    void left(Owner owner, Instance instance, Batch batch) {
        instance.left(batch, template(owner, instance.key()))
                .filter(_ -> instance.equals(here.get(instance.key())))
                .ifPresent(told -> {
                    var _ = table.tell(told);
                });
    }

    private Instance find(Owner owner, InstanceKey key) {
        RestConsumerRecord record = known(owner, key);
        Instance local = here.get(key);
        return local == null ? takeOver(owner, key, record) : local;
    }

    private RestConsumerRecord known(Owner owner, InstanceKey key) {
        return table.findNewest(key, config.newsPatience())
                .filter(record -> record.principal().equals(owner.principal().value()))
                .orElseThrow(Instances::unknown);
    }

    private static RuntimeException unknown() {
        return new Problem.OfConsumers(UNKNOWN, "Consumer instance not found.").asException();
    }

    private Instance takeOver(Owner owner, InstanceKey key, RestConsumerRecord record) {
        return locks.locked(key, () -> {
            Instance meanwhile = here.get(key);
            if (meanwhile != null) {
                return meanwhile;
            }
            Instance instance = open(owner, key, Life.after(record), InstanceSettings.of(record.settings()));
            try {
                instance.inherit(
                        Subscription.of(record),
                        () -> table.find(key).map(RestConsumerRecord::positions).orElse(List.of()));
            } catch (RuntimeException e) {
                instance.close(false);
                throw e;
            }
            here.put(key, instance);
            return instance;
        });
    }

    void delete(Owner owner, InstanceKey key) {
        var _ = locks.locked(key, () -> {
                    var _ = known(owner, key);
                    Instance local = here.remove(key);
                    if (local != null) {
                        local.close(true);
                    } else {
                        leave(owner, key);
                    }
                    return table.remove(key);
                })
                .join();
    }

    /** Its group needn't wait for one that lives elsewhere, or nowhere. */
    private void leave(Owner owner, InstanceKey key) {
        try (Upstream upstream = upstreams.open(owner.cluster(), owner.principal())) {
            // Awaited, since its name may be used again at once.
            Upstream.await(upstream.admin()
                    .removeMembersFromConsumerGroup(
                            key.group(),
                            new RemoveMembersFromConsumerGroupOptions(List.of(new MemberToRemove(key.instance()))))
                    .all());
        } catch (ProblemException e) {
            LOG.debugf("event=consumer-not-left consumer=%s error=\"%s\"", key.text(), e.getMessage());
        }
    }

    Map<InstanceKey, Instance> here() {
        return here;
    }
}
