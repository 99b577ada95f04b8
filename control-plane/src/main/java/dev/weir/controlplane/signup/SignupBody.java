package dev.weir.controlplane.signup;

import dev.weir.controlplane.problem.Fields;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What somebody sends who signs up. */
@Schema(name = "SignupRequest")
record SignupBody(
        @Nullable String email,
        @Nullable String password,
        @Nullable String organizationName,
        @Nullable String fullName) {
    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_NAME = 128;

    /** What was sent, checked. */
    Newcomer check() {
        var fields = new Fields();
        String address = fields.required("/email", email);
        if (!address.isEmpty() && !isAddress(address)) {
            fields.reject("/email", "must be an e-mail address");
        }
        Password.check(fields, password);
        String organization = fields.name("/organization_name", organizationName);
        String name = fields.text("/full_name", fullName, LONGEST_NAME);
        fields.done();
        return new Newcomer(address, password == null ? "" : password, organization, name);
    }

    private static boolean isAddress(String text) {
        int at = text.indexOf('@');
        return text.length() <= LONGEST_EMAIL
                && at > 0
                && at == text.lastIndexOf('@')
                && at < text.length() - 1
                && text.codePoints().noneMatch(point -> Character.isWhitespace(point) || Character.isISOControl(point))
                && Fields.isPrintable(text);
    }

    @Override
    public String toString() {
        return "SignupBody[email=" + email + "]";
    }

    /** Somebody who may sign up. */
    record Newcomer(String email, String password, String organization, String fullName) {
        @Override
        public String toString() {
            return "Newcomer[email=" + email + "]";
        }
    }

    /** What they get. The key's secret is shown here and never again. */
    @Schema(name = "Signup")
    record SignupView(
            String apiVersion, String kind, Named organization, SignedUp user, Named environment, FirstKey apiKey) {}

    /** Something with a name. */
    record Named(String id, String displayName) {}

    /** The first user. */
    record SignedUp(String id, String email) {}

    /** The first key of the management API. */
    record FirstKey(String id, String secret) {
        @Override
        public String toString() {
            return "FirstKey[id=" + id + "]";
        }
    }
}
