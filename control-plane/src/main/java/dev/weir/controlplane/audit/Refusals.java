package dev.weir.controlplane.audit;

import dev.weir.tenants.id.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes few rows of many refusals. Of those alike within a window the first is written as it is, the others at the
 * window's end as one with their number. What is alike doesn't depend on anything that a stranger can vary at will, and
 * beyond a number of windows all of an organization's are one: so a flood costs a bounded number of rows.
 */
final class Refusals {
    private static final String MANY = "(many)";

    private final Duration window;
    private final int mostDifferent;
    private final Map<Like, Window> windows = new HashMap<>();

    Refusals(Duration window, int mostDifferent) {
        this.window = window;
        this.mostDifferent = mostDifferent;
    }

    /** What is to be written at once: the event, or nothing. */
    synchronized List<AuditEvent> add(AuditEvent event) {
        Like like = Like.of(event);
        boolean known = windows.containsKey(like);
        if (!known && windows.size() >= mostDifferent) {
            like = Like.anyOf(event);
            known = windows.containsKey(like);
        }
        if (known) {
            windows.computeIfPresent(like, (key, open) -> open.oneMore(event));
            return List.of();
        }
        windows.put(like, new Window(event.at().plus(window), null, 0));
        return List.of(event);
    }

    /** What is to be written of the windows that are over. */
    synchronized List<AuditEvent> over(Instant now) {
        var over = new ArrayList<AuditEvent>();
        Iterator<Window> open = windows.values().iterator();
        while (open.hasNext()) {
            Window one = open.next();
            if (!one.end().isAfter(now)) {
                one.sum().ifPresent(over::add);
                open.remove();
            }
        }
        return over;
    }

    /** What is alike: of strangers, the claimed credential and the ids they ask for don't count. */
    private record Like(
            @Nullable OrganizationId organization,
            @Nullable String principal,
            @Nullable String credential,
            String address,
            String method,
            String route,
            int status) {
        static Like of(AuditEvent event) {
            return new Like(
                    event.organization(),
                    event.principal(),
                    event.principal() == null ? null : event.credential(),
                    event.address(),
                    event.method(),
                    event.route(),
                    event.status());
        }

        static Like anyOf(AuditEvent event) {
            return new Like(event.organization(), null, null, MANY, MANY, MANY, 0);
        }
    }

    private record Window(Instant end, @Nullable AuditEvent latest, int count) {
        Window oneMore(AuditEvent event) {
            return new Window(end, event, count + 1);
        }

        java.util.Optional<AuditEvent> sum() {
            return latest == null
                    ? java.util.Optional.empty()
                    : java.util.Optional.of(latest.times(AuditTrail.newId(), count));
        }
    }
}
