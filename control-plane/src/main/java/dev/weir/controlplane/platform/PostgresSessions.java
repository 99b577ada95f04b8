package dev.weir.controlplane.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens sessions at the same Postgres, as the same user, as {@link SystemDatabase}'s. */
@ApplicationScoped
public class PostgresSessions {
    private final String url;
    private final String user;
    private final String password;

    PostgresSessions(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.system.username") String user,
            @ConfigProperty(name = "quarkus.datasource.system.password") String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /**
     * A new session.
     *
     * @param name shown in Postgres' {@code pg_stat_activity}, with this process' id behind it
     */
    public PostgresSession open(String name) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty(
                "ApplicationName", name + " " + ProcessHandle.current().pid());
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("tcpKeepAlive", "true");
        return new PostgresSession(DriverManager.getConnection(url, properties));
    }
}
