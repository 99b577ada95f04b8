package dev.weir.controlplane.outbox;

/** A record that is still to be sent. */
record OutboxRow(long id, String topic, String key, String payload) {
    @Override
    public String toString() {
        return "OutboxRow[id=" + id + ", topic=" + topic + ", key=" + key + "]";
    }
}
