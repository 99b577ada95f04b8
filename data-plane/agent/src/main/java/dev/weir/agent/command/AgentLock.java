package dev.weir.agent.command;

import dev.weir.agent.home.WeirHome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Whose a home is: the one agent's that holds this lock, which the operating system drops with its holder.
 *
 * @param lock of the file
 */
record AgentLock(FileLock lock) {

    /** Empty when another agent has it. */
    static Optional<AgentLock> take(WeirHome home) throws IOException {
        FileChannel channel = FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new AgentLock(lock));
    }

    void release() throws IOException {
        lock.acquiredBy().close();
    }
}
