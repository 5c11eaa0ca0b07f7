package org.integrand.app.job;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A closed choice: a sealed interface whose records are told apart by one key. The name alone may stand for an
/// object that has no other keys: `schedule: vp-linear`.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Choice {
    /// What is chosen, as an error calls it: `sampler`.
    String of();

    /// The key that holds the name: `name`.
    String by();

    /// Names that a reader may know from elsewhere and that are not available yet.
    String[] later() default {};
}
