package org.integrand.engine.control;

import java.util.List;

/// An [AdaptiveStep] at work.
final class AdaptiveSteering implements Steering<Object> {
    /// errors below this count as this
    private static final double LOG_FLOOR = StrictMath.log(1e-4);

    private final AdaptiveStep rule;
    private final Course course;
    private double length = Double.NaN; // before the first proposal
    private double logBefore; // before the first step: error 1
    private double logBeforeThat;
    private boolean rejected;

    AdaptiveSteering(AdaptiveStep rule, Course course) {
        this.rule = rule;
        this.course = course;
    }

    private double first() {
        return bounded(
                rule.initialStep() > 0
                        ? rule.initialStep()
                        : course.initialStep().getAsDouble());
    }

    @Override
    public double propose(double t, Object state) {
        if (Double.isNaN(length)) length = first();
        // a last step may be 1 % longer: better than a tiny one after it
        if (length * 1.01 >= Math.abs(course.end() - t)) return course.end();
        return t + course.direction() * length;
    }

    @Override
    public Verdict judge(double t, double next, double error) {
        double tried = Math.abs(next - t);
        if (error <= 1) {
            double log = Math.max(StrictMath.log(error), LOG_FLOOR);
            double exponent = rule.beta1() * log + rule.beta2() * logBefore + rule.beta3() * logBeforeThat;
            double factor = rule.safety() * StrictMath.exp(-exponent / course.errorOrder());
            factor = Math.clamp(factor, rule.shrink(), rejected ? 1 : rule.grow());
            logBeforeThat = logBefore;
            logBefore = log;
            rejected = false;
            length = bounded(tried * factor);
            return Verdict.ACCEPT;
        }
        rejected = true;
        double factor = Double.isFinite(error)
                ? rule.safety() * StrictMath.exp(-StrictMath.log(error) / course.errorOrder())
                : 0; // nothing is known but that it was too long
        length = bounded(tried * Math.max(factor, rule.shrink()));
        boolean shorter = length < tried && length > 4 * Math.ulp(t);
        return shorter ? Verdict.REJECT : Verdict.FAIL;
    }

    @Override
    public List<Double> memory() {
        return List.of(length, logBefore, logBeforeThat, rejected ? 1.0 : 0.0);
    }

    @Override
    public void recall(List<Double> memory) {
        length = memory.get(0);
        logBefore = memory.get(1);
        logBeforeThat = memory.get(2);
        rejected = memory.get(3) != 0;
    }

    private double bounded(double wanted) {
        return Math.min(Math.max(wanted, rule.minStep()), rule.maxStep());
    }
}
