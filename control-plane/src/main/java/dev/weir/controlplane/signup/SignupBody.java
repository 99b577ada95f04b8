package dev.weir.controlplane.signup;

import dev.weir.controlplane.mail.Delivery;
import dev.weir.controlplane.password.PasswordRules;
import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.user.EmailAddresses;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What somebody sends who signs up. */
@Schema(name = "SignupRequest")
record SignupBody(
        @Nullable String email,
        @Nullable String password,
        @Nullable String organizationName,
        @Nullable String fullName,
        @Nullable String invitationCode) {
    private static final int LONGEST_NAME = 128;

    /** What was sent, checked. */
    Newcomer check(PasswordRules rules) {
        var fields = new Fields();
        String address = EmailAddresses.required(fields, "/email", email);
        String organization = fields.name("/organization_name", organizationName);
        rules.check(fields, "/password", password, address, organization);
        String name = fields.text("/full_name", fullName, LONGEST_NAME);
        fields.done();
        return new Newcomer(
                address,
                password == null ? "" : password,
                organization,
                name,
                invitationCode == null ? "" : invitationCode);
    }

    @Override
    public String toString() {
        return "SignupBody[email=" + email + "]";
    }

    /**
     * Somebody who may sign up.
     *
     * @param invitationCode empty if they sent none
     */
    record Newcomer(String email, String password, String organization, String fullName, String invitationCode) {
        @Override
        public String toString() {
            return "Newcomer[email=" + email + "]";
        }
    }

    /**
     * What they get. The key's secret is shown here and never again.
     *
     * @param emailVerification SENT: nothing can be changed before the mail is answered; SKIPPED: this Weir sends none
     */
    @Schema(name = "Signup")
    record SignupView(
            String apiVersion,
            String kind,
            Named organization,
            SignedUp user,
            Named environment,
            FirstKey apiKey,
            Delivery emailVerification) {}

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
