package dev.weir.benchmarks.gateway;

import dev.weir.benchmarks.platform.ApiKey;
import dev.weir.benchmarks.platform.ProcessCpu;
import dev.weir.benchmarks.platform.ScratchWeir;
import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Many connections of many clusters: how much memory they hold when they are idle, how much CPU new ones cost. */
final class Crowd {
    // Below what a Basic cluster may have.
    private static final int PER_SECOND = 60;
    private static final double MEGABYTE = 1e6;
    private static final int SHARE_THAT_ASKS = 2;

    private final ScratchWeir weir;
    private final List<ApiKey> keys;
    private final InetSocketAddress gateway;

    /** @param keys one of each cluster */
    Crowd(ScratchWeir weir, List<ApiKey> keys) {
        this.weir = weir;
        this.keys = List.copyOf(keys);
        int colon = weir.kafka().lastIndexOf(':');
        this.gateway = new InetSocketAddress(
                weir.kafka().substring(0, colon), Integer.parseInt(weir.kafka().substring(colon + 1)));
    }

    /**
     * Memory of the gateway.
     *
     * @param connections that were open at one time
     * @param perTenThousand megabytes that ten thousand authenticated ones add
     * @param perTenThousandAsked the same when each has asked its broker something and so holds a connection to it
     * @param whole megabytes of the process with all of them
     */
    record Idle(int connections, double perTenThousand, double perTenThousandAsked, double whole) {}

    Idle idle(int connections) {
        List<RawLogin> open = Collections.synchronizedList(new ArrayList<>());
        try {
            long before = weir.residentBytes("gateway");
            logIn(connections, open::add);
            long idle = weir.residentBytes("gateway");
            int asking = connections / SHARE_THAT_ASKS;
            ask(open.subList(0, asking));
            long asked = weir.residentBytes("gateway");
            return new Idle(
                    connections,
                    perTenThousand(idle - before, connections),
                    perTenThousand(idle - before, connections) + perTenThousand(asked - idle, asking),
                    idle / MEGABYTE);
        } finally {
            open.forEach(Crowd::close);
        }
    }

    /** New connections with their login at the broker, for each second of the gateway's CPU. */
    double loginsPerCpuSecond(int connections) {
        logInAndAsk(connections);
        long pid = weir.pid("gateway");
        double cpu = ProcessCpu.seconds(pid);
        logInAndAsk(connections);
        return connections / (ProcessCpu.seconds(pid) - cpu);
    }

    private void logInAndAsk(int connections) {
        logIn(connections, login -> {
            ask(List.of(login));
            close(login);
        });
    }

    /** Each cluster's one after another, all clusters at once. */
    private void logIn(int connections, Consumer<RawLogin> then) {
        int each = connections / keys.size();
        long start = System.nanoTime();
        JavaDriver.inParallel(keys.size(), number -> {
            for (int i = 0; i < each; i++) {
                waitUntil(start + TimeUnit.SECONDS.toNanos(i) / PER_SECOND);
                try {
                    then.accept(new RawLogin(gateway, keys.get(number)));
                } catch (IOException e) {
                    throw new BenchmarkFailedException("connection " + i + " of a cluster failed: " + e, e);
                }
            }
        });
    }

    private static void ask(List<RawLogin> logins) {
        for (RawLogin login : logins) {
            try {
                login.askBroker();
            } catch (IOException e) {
                throw new BenchmarkFailedException("the broker doesn't answer: " + e, e);
            }
        }
    }

    private static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static double perTenThousand(long bytes, int connections) {
        return bytes / MEGABYTE * 10_000 / connections;
    }

    private static void close(RawLogin login) {
        try {
            login.close();
        } catch (IOException e) {
            throw new BenchmarkFailedException("a connection can't be closed: " + e, e);
        }
    }
}
