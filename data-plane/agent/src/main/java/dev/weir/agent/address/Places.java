package dev.weir.agent.address;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.agent.home.WeirHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;

/**
 * Gives out places that nobody uses, beginning at one that the home's path decides, so that several Weirs on a machine
 * stay out of each other's way. On Linux, where all of 127.0.0.0/8 is this machine, each place is an address of its own
 * out of 127.64.0.0/10 with fixed ports; elsewhere three ports of 127.0.0.1.
 */
public final class Places {
    private static final int FIRST_ADDRESS = 127 << 24 | 64 << 16;
    private static final int ADDRESSES = 1 << 22;
    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 9_999;
    private static final int BYTE = 0xff;

    private final boolean ownAddresses;
    private final Set<String> used = new HashSet<>();
    private int next;

    public Places(WeirHome home) {
        this(home.root().toString(), canBindAnyLoopback());
    }

    Places(String seed, boolean ownAddresses) {
        this.ownAddresses = ownAddresses;
        this.next = Math.floorMod(hash(seed), ownAddresses ? ADDRESSES : PORTS);
    }

    /** A place with these ports where each place has an address of its own; elsewhere with ports that are free. */
    public synchronized Place take(int first, int second, int third) throws IOException {
        int tries = ownAddresses ? ADDRESSES : PORTS;
        for (int i = 0; i < tries; i++) {
            Place place = ownAddresses ? new Place(nextAddress(), first, second, third) : nextPorts();
            if (!used.contains(key(place)) && isFree(place)) {
                used.add(key(place));
                return place;
            }
        }
        throw new IOException("no loopback address is free");
    }

    /** One that was given out by a former agent. */
    public synchronized void keep(Place place) {
        used.add(key(place));
    }

    public synchronized void free(Place place) {
        used.remove(key(place));
    }

    private String key(Place place) {
        return ownAddresses ? place.host() : place.address();
    }

    private String nextAddress() {
        int address;
        do {
            address = FIRST_ADDRESS + next;
            next = (next + 1) % ADDRESSES;
            // Some programs take these for a network's or a broadcast address.
        } while ((address & BYTE) == 0 || (address & BYTE) == BYTE);
        return "127." + (address >> 16 & BYTE) + "." + (address >> 8 & BYTE) + "." + (address & BYTE);
    }

    private Place nextPorts() {
        int first = FIRST_PORT + next;
        next = (next + 3) % PORTS;
        return new Place("127.0.0.1", first, first + 1, first + 2);
    }

    private static boolean isFree(Place place) {
        return canBind(place.host(), place.first())
                && canBind(place.host(), place.second())
                && canBind(place.host(), place.third());
    }

    private static boolean canBindAnyLoopback() {
        return canBind("127.64.0.1", 0);
    }

    private static boolean canBind(String host, int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(host), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int hash(String seed) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(seed.getBytes(UTF_8));
            return java.nio.ByteBuffer.wrap(digest).getInt();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
