package dev.weir.gateway.kafka;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorChooserFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which event loop gets the next connection: all the same number, but not in an order that repeats itself. Kafka's
 * clients come in pairs, a connection that only asks where the brokers are and one that carries the records; one after
 * the other in turn, half of the loops would get all that carry. The order is the Thue-Morse sequence (of as many
 * symbols as there are loops), of which every second or fourth element is as evenly spread as the whole.
 */
final class Turns implements EventExecutorChooserFactory {
    @Override
    public EventExecutorChooser newChooser(EventExecutor[] executors) {
        var arrivals = new AtomicInteger();
        return () -> executors[loop(arrivals.getAndIncrement(), executors.length)];
    }

    /** The sum of the number's digits to the base of the number of loops, modulo that. */
    static int loop(int arrival, int loops) {
        if (loops == 1) {
            return 0;
        }
        int sum = 0;
        for (int rest = arrival; rest != 0; rest = Integer.divideUnsigned(rest, loops)) {
            sum += Integer.remainderUnsigned(rest, loops);
        }
        return sum % loops;
    }
}
