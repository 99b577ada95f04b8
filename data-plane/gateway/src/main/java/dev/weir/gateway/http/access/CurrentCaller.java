package dev.weir.gateway.http.access;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The caller of the request at hand. */
@RequestScoped
public class CurrentCaller {
    private @Nullable Caller caller;

    void is(Caller authenticated) {
        caller = authenticated;
    }

    public Caller get() {
        if (caller == null) {
            throw new IllegalStateException("nobody has authenticated");
        }
        return caller;
    }
}
