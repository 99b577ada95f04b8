package dev.weir.agent.process;

import java.util.Optional;

/** What the operating system knows of processes. A zombie that nobody has collected yet is dead. */
public interface ProcessTable {

    /** The process that has this number now, if it lives. */
    Optional<ProcessIdentity> find(long pid);

    /** Memory of it that is resident, in bytes; 0 when that can't be told. */
    long residentBytes(long pid);

    /** The command line of each live process whose command line can be read. */
    Iterable<CommandLine> commandLines();

    default boolean isAlive(ProcessIdentity process) {
        return find(process.pid())
                .map(found -> found.mark().equals(process.mark()))
                .orElse(false);
    }

    /** That of this machine. */
    static ProcessTable current() {
        return System.getProperty("os.name").startsWith("Linux") ? new LinuxProcessTable() : new PortableProcessTable();
    }

    /**
     * How a process was called.
     *
     * @param pid its number
     * @param text its arguments, separated by blanks
     */
    record CommandLine(long pid, String text) {}
}
