package dev.weir.operator.broker;

import dev.weir.tenants.cluster.ClusterKind;

/**
 * How much memory a broker has. One whose heap is small dies of large messages, so it follows the plan.
 *
 * @param heap the JVM's largest heap, as {@code -Xmx} takes it
 * @param request that is set aside for the pod
 * @param limit at which the pod is ended: heap, code, metadata, threads, direct buffers
 */
record Heap(String heap, String request, String limit) {
    static Heap of(ClusterKind kind) {
        return switch (kind) {
            case BASIC -> new Heap("64m", "160Mi", "384Mi");
            case STANDARD, DEDICATED -> new Heap("192m", "384Mi", "768Mi");
        };
    }
}
