package dev.weir.agent.program;

import java.util.Locale;

/** The programs that have an AOT cache. */
public enum Program {
    BROKER,
    CONTROL_PLANE,
    GATEWAY,
    AGENT,
    CLI;

    /** The name of its folder. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
