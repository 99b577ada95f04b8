package dev.weir.operator.broker;

/** Where every broker listens in its pod. */
public final class BrokerPorts {
    public static final int GATEWAY = 9092;
    public static final int CONTROLLER = 9093;
    public static final int INTERNAL = 9094;
    public static final int NAMED = 9095;

    private BrokerPorts() {}
}
