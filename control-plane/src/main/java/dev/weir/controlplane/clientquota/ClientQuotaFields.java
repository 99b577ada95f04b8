package dev.weir.controlplane.clientquota;

import dev.weir.controlplane.clientquota.ClientQuotaBody.SpecBody;
import dev.weir.controlplane.clientquota.ClientQuotaBody.Throughput;
import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.shape.Reference;
import dev.weir.tenants.access.PrincipalQuota;
import dev.weir.tenants.id.PrincipalId;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes a spec of what clients send, or says all that is wrong with it. */
final class ClientQuotaFields {
    private static final int LONGEST_DESCRIPTION = 256;
    private static final int MOST_PRINCIPALS = 50;
    private static final String PRINCIPALS = "/spec/principals";

    private final Fields fields = new Fields();

    static ClientQuotaSpec create(SpecBody body) {
        return new ClientQuotaFields().all(body);
    }

    /** What isn't named stays as it is. */
    static ClientQuotaSpec change(SpecBody body, ClientQuota present) {
        return new ClientQuotaFields().changed(body, present);
    }

    private ClientQuotaSpec all(SpecBody body) {
        Throughput throughput = body.throughput() == null ? new Throughput(null, null) : body.throughput();
        String name = fields.name("/spec/display_name", body.displayName());
        String description = fields.text("/spec/description", body.description(), LONGEST_DESCRIPTION);
        long ingress = rate("ingress_byte_rate", throughput.ingressByteRate());
        long egress = rate("egress_byte_rate", throughput.egressByteRate());
        List<String> principals = principals(body.principals() == null ? List.of() : body.principals());
        fields.required("/spec/cluster/id", Reference.idOf(body.cluster()));
        fields.done();
        return new ClientQuotaSpec(name, description, ingress, egress, principals);
    }

    private ClientQuotaSpec changed(SpecBody body, ClientQuota present) {
        ClientQuotaSpec old = present.spec();
        String name =
                body.displayName() == null ? old.displayName() : fields.name("/spec/display_name", body.displayName());
        String description = body.description() == null
                ? old.description()
                : fields.text("/spec/description", body.description(), LONGEST_DESCRIPTION);
        Throughput sent = body.throughput() == null ? new Throughput(null, null) : body.throughput();
        long ingress = sent.ingressByteRate() == null
                ? old.ingressByteRate()
                : rate("ingress_byte_rate", sent.ingressByteRate());
        long egress =
                sent.egressByteRate() == null ? old.egressByteRate() : rate("egress_byte_rate", sent.egressByteRate());
        List<String> principals = body.principals() == null ? old.principals() : principals(body.principals());
        unchanged(
                "/spec/cluster/id",
                Reference.idOf(body.cluster()),
                present.cluster().value());
        unchanged(
                "/spec/environment/id",
                Reference.idOf(body.environment()),
                present.environment().value());
        fields.done();
        return new ClientQuotaSpec(name, description, ingress, egress, principals);
    }

    private void unchanged(String pointer, @Nullable String sent, String present) {
        if (sent != null && !sent.equals(present)) {
            fields.reject(pointer, "can't be changed");
        }
    }

    private long rate(String name, @Nullable String sent) {
        String pointer = "/spec/throughput/" + name;
        String text = fields.required(pointer, sent);
        if (text.isEmpty()) {
            return 1;
        }
        try {
            long rate = text.matches("[0-9]{1,19}") ? Long.parseLong(text) : 0;
            if (rate > 0) {
                return rate;
            }
        } catch (NumberFormatException e) {
            // More than 64 bits: refused below, as anything else that is no rate.
        }
        fields.reject(pointer, "must be a positive number of bytes per second, as text");
        return 1;
    }

    private List<String> principals(List<@Nullable Reference> sent) {
        if (sent.isEmpty() || sent.size() > MOST_PRINCIPALS) {
            fields.reject(PRINCIPALS, "must name from 1 to " + MOST_PRINCIPALS);
            return List.of(PrincipalQuota.DEFAULT);
        }
        var seen = new TreeSet<String>();
        var all = new java.util.ArrayList<String>();
        for (int i = 0; i < sent.size(); i++) {
            String id = Reference.idOf(sent.get(i));
            String pointer = PRINCIPALS + "/" + i + "/id";
            if (id == null || !isPrincipal(id)) {
                fields.reject(pointer, "must be a service account, a user or " + PrincipalQuota.DEFAULT);
            } else if (!seen.add(id)) {
                fields.reject(pointer, "is named twice");
            } else {
                all.add(id);
            }
        }
        return all.isEmpty() ? List.of(PrincipalQuota.DEFAULT) : all;
    }

    private static boolean isPrincipal(String id) {
        if (id.equals(PrincipalQuota.DEFAULT)) {
            return true;
        }
        try {
            PrincipalId.of(id);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
