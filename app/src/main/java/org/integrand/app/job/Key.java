package org.integrand.app.job;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// One key of a job: what it means, what it is when left out, and between which bounds it lies.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {
    /// What it means, with its unit, in one sentence.
    String value();

    /// The value when the key is left out, written as YAML; empty: the key must be given, unless its type is
    /// optional.
    String otherwise() default "";

    /// The key's name where it is not the component's: `class` cannot be one.
    String name() default "";

    /// Least value of a number, or of every number in a list.
    double min() default Double.NEGATIVE_INFINITY;

    /// Greatest value of a number, or of every number in a list.
    double max() default Double.POSITIVE_INFINITY;

    /// Whether `min` itself is excluded.
    boolean above() default false;

    /// The SI unit of a number, or of every number in a list: `m`. Such a number may be given as a quantity of that
    /// dimension, `30 cm`; bounds hold for its SI value.
    String unit() default "";
}
