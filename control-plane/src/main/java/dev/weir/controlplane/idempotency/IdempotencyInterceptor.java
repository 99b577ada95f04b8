package dev.weir.controlplane.idempotency;

import dev.weir.controlplane.auth.Caller.OrganizationCaller;
import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.problem.Problem;
import dev.weir.controlplane.problem.Problem.IdempotencyKeyReused;
import dev.weir.controlplane.problem.Problem.InvalidFilter;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Wraps a creation. The key's row is written before anything else is: who sends the same key at the same time waits for
 * this row, and then finds the answer. What is refused takes its row back with it, so it may be tried again.
 */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
class IdempotencyInterceptor {
    private static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final CurrentVertxRequest request;
    private final CurrentCaller caller;
    private final KeptAnswers answers;

    IdempotencyInterceptor(CurrentVertxRequest request, CurrentCaller caller, KeptAnswers answers) {
        this.request = request;
        this.caller = caller;
        this.answers = answers;
    }

    @AroundInvoke
    @Nullable
    Object answerOnce(InvocationContext creation) throws Exception {
        String key = request.getCurrent().request().getHeader(HEADER);
        if (key == null) {
            return creation.proceed();
        }
        if (!KEY.matcher(key).matches()) {
            throw new InvalidFilter(HEADER, HEADER + " may have 255 visible ASCII characters at most.").toException();
        }
        OrganizationCaller member = caller.member();
        var known = new KnownRequest(
                member.organization(),
                member.principal(),
                key,
                answers.digest(request.getCurrent().normalizedPath(), creation.getParameters()));
        int status = creation.getInterceptorBinding(Idempotent.class).status();
        return QuarkusTransaction.requiringNew().call(() -> once(known, status, creation));
    }

    private @Nullable Object once(KnownRequest known, int status, InvocationContext creation) throws Exception {
        if (answers.begin(known)) {
            Object created = creation.proceed();
            answers.keep(known, status, created);
            return created;
        }
        KeptAnswer kept = answers.find(known);
        if (!kept.requestSha256().equals(known.sha256())) {
            throw ((Problem) new IdempotencyKeyReused(known.key())).toException();
        }
        throw new Replayed(kept.status(), kept.body());
    }
}
