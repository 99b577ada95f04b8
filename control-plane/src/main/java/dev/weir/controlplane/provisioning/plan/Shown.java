package dev.weir.controlplane.provisioning.plan;

/**
 * What clients are shown of a cluster.
 *
 * @param reason one word for a program; empty when all is well
 * @param message a sentence for a person; empty when all is well
 */
public record Shown(ClientPhase phase, String reason, String message) {
    public static final String SUSPENDED = "Suspended";
    public static final String DELETED = "Deleted";

    static Shown running(String reason, String message) {
        return new Shown(ClientPhase.PROVISIONED, reason, message);
    }

    Shown because(String reason, String message) {
        return new Shown(phase, reason, message);
    }
}
