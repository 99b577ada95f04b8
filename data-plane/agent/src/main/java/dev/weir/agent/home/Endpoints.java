package dev.weir.agent.home;

/**
 * Where everything listens, for the programs of this machine: {@code run/endpoints.json}.
 *
 * @param api URL of the management API
 * @param kafka host and port of the bootstrap port
 * @param http URL of Kafka REST
 * @param postgres host and port
 * @param platformKafka host and port
 * @param adminKey id of the platform operator's key
 * @param adminSecret secret of the platform operator's key
 */
public record Endpoints(
        String api,
        String kafka,
        String http,
        String postgres,
        String platformKafka,
        String adminKey,
        String adminSecret) {
    @Override
    public String toString() {
        return "Endpoints[api=" + api + ", kafka=" + kafka + ", http=" + http + "]";
    }
}
