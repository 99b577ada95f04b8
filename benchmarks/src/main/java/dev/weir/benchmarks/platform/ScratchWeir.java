package dev.weir.benchmarks.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A platform in a home of its own on free ports, so that nobody's Weir is disturbed. Closing it leaves nothing behind. */
public final class ScratchWeir implements AutoCloseable {
    private static final int KAFKA_PORTS = 4;
    private static final long KIBIBYTE = 1_024;
    // Java needs no DNS for it.
    private static final String DOMAIN = "weir.localhost";
    private static final int TRIES = 100;
    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 30_000;

    private final String launcher;
    private final Path home;
    private String namedPort = "";
    private boolean closed;

    private ScratchWeir(String launcher, Path home) {
        this.launcher = launcher;
        this.home = home;
    }

    /** Takes as long as {@code weir up} does. */
    public static ScratchWeir start() {
        return start("");
    }

    /**
     * The same with settings of the control plane.
     *
     * @param settings the text of its properties file
     */
    public static ScratchWeir start(String settings) {
        return start(settings, "");
    }

    /**
     * One whose clusters have names by TLS beside the usual ports, on which Kafka goes without. The other APIs speak TLS.
     */
    public static ScratchWeir startWithNames() {
        String port = freePorts(1);
        ScratchWeir weir = start(
                "", "weir.gateway.kafka.tls.numbered-ports=false\n", "--tls", "--domain", DOMAIN, "--named-port", port);
        weir.namedPort = port;
        return weir;
    }

    private static ScratchWeir start(String settings, String gatewaySettings, String... more) {
        String launcher = System.getenv("WEIR_LAUNCHER");
        if (launcher == null) {
            throw new BenchmarkFailedException("run it by the launcher: weir bench");
        }
        try {
            var weir = new ScratchWeir(launcher, Files.createTempDirectory("weir-bench"));
            Runtime.getRuntime().addShutdownHook(new Thread(weir::close));
            Files.writeString(weir.home.resolve("control-plane.properties"), settings);
            Files.writeString(weir.home.resolve("gateway.properties"), gatewaySettings);
            List<String> up = new ArrayList<>(List.of(
                    "up",
                    "--detach",
                    "--kafka-port",
                    freePorts(KAFKA_PORTS),
                    "--api-port",
                    freePorts(1),
                    "--http-port",
                    freePorts(1)));
            up.addAll(List.of(more));
            weir.run(up.toArray(String[]::new));
            return weir;
        } catch (IOException e) {
            throw new BenchmarkFailedException("no folder for temporary files: " + e.getMessage(), e);
        }
    }

    public String api() {
        return endpoint("api");
    }

    /** Host and port. */
    public String postgres() {
        return endpoint("postgres");
    }

    /** Of Postgres' superuser. */
    public String postgresPassword() {
        return read(home.resolve("secrets.json")).path("postgresOwnerPassword").asText();
    }

    /** The memory that a part's process holds; from Linux's {@code /proc}. */
    public long residentBytes(String part) {
        long pid = pid(part);
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIBIBYTE)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new BenchmarkFailedException("the memory of " + part + " can't be read: " + e.getMessage(), e);
        }
    }

    /** A part's process, as the agent wrote it down. */
    public long pid(String part) {
        return read(home.resolve("run").resolve(part + ".json")).path("pid").asLong();
    }

    public String kafka() {
        return endpoint("kafka");
    }

    public String http() {
        return endpoint("http");
    }

    /** The bootstrap server of a cluster that has a name. */
    public String named(String cluster) {
        return cluster + "." + DOMAIN + ":" + namedPort;
    }

    /** PEM with the authority that every certificate here is from. */
    public Path authority() {
        return home.resolve("tls").resolve("ca.pem");
    }

    /** PEM with the certificate of all servers here, which the gateway shows as well. */
    public Path certificate() {
        return home.resolve("tls").resolve("server.crt");
    }

    /** Its private key. */
    public Path certificateKey() {
        return home.resolve("tls").resolve("server.key");
    }

    /** Gives an organization's Basic clusters another limit than its plan does. */
    public void limit(String organization, String limit, long value) {
        run("admin", "organization", "set", organization, "--limit", "Basic." + limit + "=" + value);
    }

    /** For whatever else a benchmark has to write. */
    public Path folder(String name) {
        return home.resolve("bench").resolve(name);
    }

    /** The programs that this platform runs. */
    public Path runtime() {
        try (Stream<Path> installed = Files.list(home.resolve("runtime"))) {
            return installed
                    .filter(folder -> Files.isRegularFile(folder.resolve("broker.aot")))
                    .findFirst()
                    .orElseThrow(() -> new BenchmarkFailedException("no programs with AOT caches in " + home));
        } catch (IOException e) {
            throw new BenchmarkFailedException("no programs in " + home + ": " + e.getMessage(), e);
        }
    }

    /** The process of a cluster's first broker, as the agent wrote it down. */
    public long brokerPid(String cluster) {
        return read(home.resolve("run").resolve("cluster-" + cluster + "-0.json"))
                .path("pid")
                .asLong();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            run("down");
            delete(home);
        }
    }

    private String endpoint(String name) {
        return read(home.resolve("run").resolve("endpoints.json")).path(name).asText();
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new BenchmarkFailedException("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    /** What it says goes to standard error: standard output is the benchmark's. */
    private void run(String... arguments) {
        var command = new ArrayList<String>();
        command.add(launcher);
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("WEIR_HOME", home.toString());
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            process.getInputStream().transferTo(System.err);
            int code = process.waitFor();
            if (code != 0) {
                throw new BenchmarkFailedException(String.join(" ", command) + " failed with exit code " + code);
            }
        } catch (IOException e) {
            throw new BenchmarkFailedException("can't run " + launcher + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailedException("interrupted", e);
        }
    }

    /** The first of so many free ports in a row, below those that systems give to outgoing connections. */
    public static String freePorts(int count) {
        var random = new SecureRandom();
        for (int i = 0; i < TRIES; i++) {
            int port = random.nextInt(FIRST_PORT, LAST_PORT - count);
            if (areFree(port, count)) {
                return Integer.toString(port);
            }
        }
        throw new BenchmarkFailedException("no " + count + " free ports in a row");
    }

    private static boolean areFree(int first, int count) {
        for (int port = first; port < first + count; port++) {
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                if (!socket.isBound()) {
                    return false;
                }
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new BenchmarkFailedException("can't delete " + folder + ": " + e.getMessage(), e);
        }
    }
}
