package dev.weir.gateway.kafka;

import dev.weir.tenants.id.OrganizationId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the memory that connections hold without having reserved it: for the beginnings of frames, for what isn't read
 * while they are paused, for answers below the mark at which they count as stalled. Of one organization, or of all who
 * haven't authenticated, half of it at most. Where half of that is used, connections are read in small pieces.
 */
final class LooseBytes {
    private static final int SMALL_PARTS = 16;

    private final long total;
    private final AtomicLong held = new AtomicLong();
    private final Map<OrganizationId, Account> accounts = new ConcurrentHashMap<>();
    private final Account strangers = new Account();

    LooseBytes(long total) {
        this.total = total;
    }

    /** Of all connections that haven't authenticated. */
    Account strangers() {
        return strangers;
    }

    Account of(OrganizationId organization) {
        return accounts.computeIfAbsent(organization, _ -> new Account());
    }

    long held() {
        return held.get();
    }

    /** What one organization's connections hold. */
    final class Account {
        private final AtomicLong mine = new AtomicLong();

        private Account() {}

        /** Whether little should be read at once, and nothing kept that need not be. */
        boolean tight() {
            return mine.get() > total / 4 || held.get() > total / 2;
        }

        /** False when that is too much: whoever wanted it has to go, unless it gives it back. */
        boolean add(long more) {
            long ours = mine.addAndGet(more);
            long all = held.addAndGet(more);
            // Those who hold little are spared, whatever others do.
            return more <= 0 || (ours <= total / 2 && (all <= total || ours <= total / SMALL_PARTS));
        }
    }

    /** One connection's part. Used on its event loop only. */
    static final class Part {
        private Account account;
        private long bytes;

        Part(Account account) {
            this.account = account;
        }

        boolean tight() {
            return account.tight();
        }

        /** It holds so much now. False when that is too much. */
        boolean hold(long now) {
            long more = now - bytes;
            bytes = now;
            return more == 0 || account.add(more);
        }

        boolean holdsNothing() {
            return bytes == 0;
        }

        /** Whose it is has become known. */
        void belongsTo(Account owner) {
            long moved = bytes;
            var _ = hold(0);
            account = owner;
            var _ = hold(moved);
        }
    }
}
