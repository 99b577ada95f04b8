package dev.weir.controlplane.idempotency;

/** What a request was answered. */
record KeptAnswer(String requestSha256, int status, String body) {
    @Override
    public String toString() {
        return "KeptAnswer[status=" + status + "]";
    }
}
