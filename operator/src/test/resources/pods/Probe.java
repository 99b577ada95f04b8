import java.io.File;
import java.io.FileReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;

/** Run in a pod: tries each file of client settings in a folder and prints a line on what came of it. */
public class Probe {
    public static void main(String[] arguments) throws Exception {
        File[] files = new File(arguments[0]).listFiles((_, name) -> name.endsWith(".properties"));
        Arrays.sort(files);
        for (File file : files) {
            System.out.println(file.getName() + " " + attempt(file));
        }
        System.out.println("done");
    }

    private static String attempt(File file) throws Exception {
        Properties settings = new Properties();
        try (FileReader reader = new FileReader(file)) {
            settings.load(reader);
        }
        settings.put("default.api.timeout.ms", "15000");
        settings.put("request.timeout.ms", "10000");
        if ("OAUTHBEARER".equals(settings.get("sasl.mechanism"))) {
            settings.put("sasl.login.callback.handler.class", Login.class);
            settings.put(
                    "sasl.jaas.config",
                    "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required token=\""
                            + settings.remove("token") + "\";");
        }
        try (Admin admin = Admin.create(settings)) {
            return "served " + admin.describeCluster().clusterId().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return "refused " + cause.getClass().getSimpleName();
        }
    }

    public static class Login implements AuthenticateCallbackHandler {
        private String token = "";

        @Override
        public void configure(Map<String, ?> settings, String mechanism, List<AppConfigurationEntry> logins) {
            token = String.valueOf(logins.getFirst().getOptions().get("token"));
        }

        @Override
        public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
            for (Callback callback : callbacks) {
                if (callback instanceof OAuthBearerTokenCallback asked) {
                    asked.token(new Given(token));
                }
            }
        }

        @Override
        public void close() {}
    }

    private record Given(String value) implements OAuthBearerToken {
        @Override
        public java.util.Set<String> scope() {
            return java.util.Set.of();
        }

        @Override
        public long lifetimeMs() {
            return System.currentTimeMillis() + 60_000;
        }

        @Override
        public String principalName() {
            return "probe";
        }

        @Override
        public Long startTimeMs() {
            return null;
        }
    }
}
