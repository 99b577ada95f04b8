package dev.weir.agent.process;

/**
 * One process, told apart from a later one with the same pid.
 *
 * @param pid its number
 * @param startedAt when it started, in milliseconds since 1970, as the operating system tells
 * @param mark equal exactly when it is the same process: on Linux the boot and the clock ticks since then, which no
 *     change of the clock moves
 */
public record ProcessIdentity(long pid, long startedAt, String mark) {}
