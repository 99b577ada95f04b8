package dev.weir.controlplane.region;

/**
 * Where clusters can run.
 *
 * @param cloud AWS, AZURE or GCP
 * @param runtime what makes clusters there
 * @param maxAwakeBrokers how many brokers may run at one time
 */
public record Region(String id, String cloud, String displayName, String runtime, int maxAwakeBrokers) {}
