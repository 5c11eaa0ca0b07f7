package org.integrand.app.job;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A group of keys that several records share: a component whose type is a record with keys. A job sees them as keys
/// of the record itself. Groups may hold groups; a group's constructor checks the group's bounds.
///
///     record Ancestral(@Key(...) double eta, @Key(...) double sNoise) {}
///     record Euler(@Keys Ancestral noise) {}                              // euler: {eta: 0.5, sNoise: 1}
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Keys {
    /// Defaults that differ here from those of the group, as a YAML object: `{eta: 0}`.
    String otherwise() default "";
}
