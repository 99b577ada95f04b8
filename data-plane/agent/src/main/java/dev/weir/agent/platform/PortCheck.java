package dev.weir.agent.platform;

import dev.weir.agent.address.PortOwner;
import dev.weir.agent.home.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds out before anything is started whether the ports for people can be had. */
final class PortCheck {
    private PortCheck() {}

    /**
     * A sentence for each port that can't be had.
     *
     * @param settings which ports are wanted
     * @param ours ports that parts of this Weir have now
     */
    static List<String> check(Settings settings, Set<Integer> ours) {
        List<Wanted> all = new ArrayList<>();
        all.add(new Wanted(settings.apiPort(), "the management API", "--api-port"));
        all.add(new Wanted(settings.kafkaPort(), "the Kafka port", "--kafka-port"));
        for (int node = 0; node < settings.nodePorts(); node++) {
            all.add(new Wanted(
                    settings.nodePort(node), "node " + node + " of every cluster", "--kafka-port or --node-ports"));
        }
        all.add(new Wanted(settings.httpPort(), "Kafka REST", "--http-port"));
        if (settings.domain() != null) {
            all.add(new Wanted(settings.portForNames(), "clusters' names", "--named-port"));
        }
        List<String> problems = new ArrayList<>();
        for (Wanted port : all) {
            boolean twice = all.stream()
                            .filter(other -> other.number() == port.number())
                            .count()
                    > 1;
            if (twice) {
                problems.add("port " + port.number() + " is asked for twice, also for " + port.use()
                        + "; choose another with " + port.option());
            } else if (!ours.contains(port.number()) && !PortOwner.isFree(settings.listen(), port.number())) {
                problems.add("port " + port.number() + ", meant for " + port.use() + ", is taken"
                        + PortOwner.find(port.number())
                                .map(owner -> " by " + owner)
                                .orElse("")
                        + "; choose another with " + port.option());
            }
        }
        return problems;
    }

    private record Wanted(int number, String use, String option) {}
}
