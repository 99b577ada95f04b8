package dev.weir.gateway.http.consumers;

import dev.weir.tenants.events.RestConsumerRecord;
import java.util.UUID;

/**
 * Which of a name's consumers it is, and at how many gateways it has been: by these a gateway's last word, which may come
 * late, is told from news.
 */
record Life(String id, long turn) {
    static Life begin() {
        return new Life(UUID.randomUUID().toString(), 0);
    }

    /** Goes on at another gateway. */
    static Life after(RestConsumerRecord record) {
        return new Life(record.life(), record.turn() + 1);
    }
}
