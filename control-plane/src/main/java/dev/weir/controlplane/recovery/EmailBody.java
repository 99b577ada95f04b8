package dev.weir.controlplane.recovery;

import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.user.EmailAddresses;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** To whom a letter is wanted. */
@Schema(name = "EmailRequest")
record EmailBody(@Nullable String email) {
    String check() {
        var fields = new Fields();
        String address = EmailAddresses.required(fields, "/email", email);
        fields.done();
        return address;
    }
}
