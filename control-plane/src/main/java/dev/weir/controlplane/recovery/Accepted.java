package dev.weir.controlplane.recovery;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer to a wish for a letter. It doesn't tell whether there is such a user.
 *
 * @param mail whether this Weir can send mails at all
 */
@Schema(name = "LetterAccepted")
record Accepted(String apiVersion, String kind, boolean mail, String detail) {
    static Accepted of(String kind, boolean mail) {
        return new Accepted(
                "weir/v1",
                kind,
                mail,
                mail
                        ? "If there is an account with that address, a mail is on its way."
                        : "This Weir sends no mails: ask who runs it.");
    }
}
