package dev.weir.operator.rolling;

/**
 * One broker's pod, as far as its replacement is concerned.
 *
 * @param node the broker's id
 * @param present whether there is a pod that isn't being ended
 * @param ready whether it serves
 * @param outdated whether it was made from another template than the present one
 */
public record BrokerPod(int node, boolean present, boolean ready, boolean outdated) {}
