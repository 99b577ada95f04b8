package dev.weir.controlplane.idempotency;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a resource's method that creates something for an authenticated caller and answers it. When the request carries an
 * {@code Idempotency-Key}, the whole method is one transaction, in which the answer is kept for a day.
 */
@InterceptorBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {
    /** The status with which the method answers. */
    @Nonbinding
    int status() default 201;
}
