package dev.weir.controlplane.provisioning.plan;

/** One thing to do for a cluster. Each may be done twice without harm. */
public sealed interface Step {

    /** Tell the runtime what is desired. */
    record Announce() implements Step {}

    /** Change what clients see. */
    record Show(Shown shown) implements Step {}

    /** The runtime has nothing of it any more: destroy its secret, mark it deleted. */
    record Forget() implements Step {}

    /** Nothing more to do until the runtime reports, or is overdue. */
    record Await() implements Step {}

    /** What is desired is there. */
    record Finish() implements Step {}
}
