package dev.weir.agent.command;

import dev.weir.agent.home.Endpoints;
import dev.weir.agent.home.Json;
import dev.weir.agent.home.WeirHome;
import java.io.IOException;

/** Where everything is, and how to go on. */
final class Summary {
    private Summary() {}

    static String text(WeirHome home) throws IOException {
        Endpoints endpoints = Json.read(home.endpoints(), Endpoints.class)
                .orElseThrow(() -> new CommandFailure("there is no " + home.endpoints()));
        return """

                  Management API    %s
                  Kafka bootstrap   %s
                  Kafka REST        %s
                  Data and logs     %s

                  Go on with        weir demo, or weir signup
                  Have a look       weir status, weir logs gateway -f
                  Stop it           weir down
                """.formatted(endpoints.api(), endpoints.kafka(), endpoints.http(), home.root());
    }
}
