package org.integrand.engine.event;

/// An event that happened.
///
/// @param event     its name
/// @param t         when
/// @param direction which way g went through zero: `RISING` or `FALLING`
/// @param state     the state there, before any change
public record Occurrence<Y>(String event, double t, Direction direction, Y state) {}
