package dev.weir.controlplane.provisioning.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The way to a region's Kubernetes. While that doesn't answer, one caller at a time waits for it and the others are
 * refused at once: they would keep those waiting who work for other regions.
 */
final class RegionGate {
    private final String region;
    private final AtomicBoolean trying = new AtomicBoolean();
    private volatile boolean away;

    RegionGate(String region) {
        this.region = region;
    }

    /** True when it was away and is back by this. Throws what the work throws, or {@link IllegalStateException}. */
    boolean pass(Runnable work) {
        if (!away) {
            run(work);
            return false;
        }
        if (!trying.compareAndSet(false, true)) {
            throw new IllegalStateException("the Kubernetes of region " + region + " doesn't answer");
        }
        try {
            run(work);
            return true;
        } finally {
            trying.set(false);
        }
    }

    /** Somebody else has found nobody there. */
    void shut() {
        away = true;
    }

    private void run(Runnable work) {
        try {
            work.run();
            away = false;
        } catch (KubernetesClientException e) {
            // Whoever answers has a code, even if it is a refusal.
            away = e.getCode() == 0;
            throw e;
        }
    }
}
