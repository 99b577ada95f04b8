package dev.weir.controlplane.session;

/** A session just begun: the only time that its token is known. */
record NewSession(Session session, String token, String email) {
    @Override
    public String toString() {
        return "NewSession[session=" + session.id() + "]";
    }
}
