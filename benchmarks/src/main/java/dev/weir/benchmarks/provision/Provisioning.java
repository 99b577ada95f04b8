package dev.weir.benchmarks.provision;

import dev.weir.benchmarks.broker.BrokerProgram;
import dev.weir.benchmarks.broker.RawBroker;
import dev.weir.benchmarks.client.FirstRecord;
import dev.weir.benchmarks.platform.PublicApi;
import dev.weir.benchmarks.platform.ScratchWeir;
import dev.weir.benchmarks.platform.Tenant;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The two ways to a first record, each measured once and cleaned up. */
final class Provisioning {
    /** So that what the one before left to do isn't charged to the next. */
    private static final Duration SETTLE = Duration.ofMillis(500);

    private final ScratchWeir weir;
    private final PublicApi http = new PublicApi();
    private final BrokerProgram program;
    private final AtomicInteger folders = new AtomicInteger();

    Provisioning(ScratchWeir weir) {
        this.weir = weir;
        this.program = new BrokerProgram(weir.runtime());
    }

    static void settle() {
        LockSupport.parkNanos(SETTLE.toNanos());
    }

    /** Signup to first acknowledged record with the Kafka protocol; the tenant still has to {@link Tenant#leave}. */
    Tenant overKafka(Steps steps) {
        Tenant tenant = Tenant.signUp(weir, http);
        steps.signedUp();
        tenant.askForCluster();
        steps.clusterAsked();
        tenant.askForKey();
        steps.keyMade();
        new FirstRecord(tenant.clientSettings()).send();
        steps.acknowledged();
        return tenant;
    }

    /** The same over HTTP, by somebody who waits until the cluster says that it is there. */
    Tenant overHttp(Steps steps) {
        Tenant tenant = Tenant.signUp(weir, http);
        steps.signedUp();
        tenant.askForCluster();
        steps.clusterAsked();
        tenant.askForKey();
        steps.keyMade();
        tenant.awaitProvisioned();
        steps.provisioned();
        tenant.sendOverHttp();
        steps.acknowledged();
        return tenant;
    }

    /** A bare broker: format, start, first acknowledged record. It still has to be closed. */
    RawBroker raw(int number) {
        RawBroker broker = RawBroker.start(program, weir.folder("raw-" + folders.incrementAndGet()), number);
        new FirstRecord(broker.clientSettings()).send();
        broker.checkAlive();
        return broker;
    }
}
