package org.integrand.app.job;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The name of one record of a `Choice`.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Named {
    /// The name in a job.
    String value();

    /// What it is, in one sentence.
    String meaning();

    /// Other spellings of the name.
    String[] also() default {};

    /// A key that tells this record without the name: `points` for an explicit grid.
    String impliedBy() default "";
}
