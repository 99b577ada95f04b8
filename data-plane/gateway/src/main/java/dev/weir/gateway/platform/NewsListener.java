package dev.weir.gateway.platform;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hears what gateways tell each other, in order, on one thread: first what was told before this gateway's start. */
public interface NewsListener {
    /** @param record with its key; without a value when there is nothing any more. Must not block for long. */
    void heard(ConsumerRecord<String, byte[]> record);
}
