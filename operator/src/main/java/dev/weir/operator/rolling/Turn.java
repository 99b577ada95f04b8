package dev.weir.operator.rolling;

/** What to do next with a cluster whose brokers aren't all as they should be. */
public sealed interface Turn {
    /** Every broker is what it should be. */
    record Done() implements Turn {}

    /** A broker, or a replica, has to come back first. */
    record Wait(String why) implements Turn {}

    /** This broker's pod may go; the StatefulSet makes a new one. */
    record Replace(int node) implements Turn {}
}
