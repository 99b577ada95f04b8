package dev.weir.k8s.testenv;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Decides before anything is started for a class of tests whether {@link TestKubernetes} can be had. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsKubernetes.Condition.class)
public @interface NeedsKubernetes {
    /** Whether pods must really run; without them hollow nodes will do, which more machines can have. */
    boolean pods() default true;

    /** Skips and says why, or fails where Kubernetes is required. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            boolean pods = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), NeedsKubernetes.class)
                    .map(NeedsKubernetes::pods)
                    .orElse(true);
            Optional<String> obstacle = TestKubernetes.obstacle(pods);
            obstacle.ifPresent(TestKubernetes::requireNot);
            return obstacle.map(ConditionEvaluationResult::disabled)
                    .orElseGet(() -> ConditionEvaluationResult.enabled("there is a Kubernetes"));
        }
    }
}
