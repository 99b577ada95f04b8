package dev.weir.gateway.sharing;

/**
 * In which rounds a gateway tells what is used here: in each while others do as well, seldom while it is alone, since
 * telling costs more than an idle gateway does otherwise. Who newly has something to tell does so at once, and whoever
 * hears that is no longer alone.
 */
final class Cadence {
    /** Well within the patience of others, who would else take it for gone. */
    private static final int ALONE = 4;

    private int silent = ALONE;

    /**
     * Called once in each round.
     *
     * @param something whether there is anything to tell
     * @param alone whether nobody else was heard
     */
    boolean speaks(boolean something, boolean alone) {
        silent = Math.min(silent + 1, ALONE);
        if (!something || (alone && silent < ALONE)) {
            return false;
        }
        silent = 0;
        return true;
    }
}
