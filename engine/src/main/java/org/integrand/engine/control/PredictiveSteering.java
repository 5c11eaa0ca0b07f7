package org.integrand.engine.control;

import java.util.List;

/// A [PredictiveStep] at work.
final class PredictiveSteering implements Steering<Object> {
    /// errors below this count as this
    private static final double LOG_FLOOR = StrictMath.log(1e-4);

    private final PredictiveStep rule;
    private final Course course;
    private double length = Double.NaN; // before the first proposal
    private double lengthBefore;
    private double logBefore = Double.NaN; // before the first step
    private boolean rejected;

    PredictiveSteering(PredictiveStep rule, Course course) {
        this.rule = rule;
        this.course = course;
    }

    private double first() {
        double first = rule.initialStep() > 0
                ? rule.initialStep()
                : course.initialStep().getAsDouble();
        return Math.min(first, rule.maxStep());
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
            double factor = factor(log);
            if (!Double.isNaN(logBefore)) factor = Math.min(factor, tried / lengthBefore * factor(2 * log - logBefore));
            factor = Math.clamp(factor, rule.shrink(), rejected ? 1 : rule.grow());
            logBefore = log;
            lengthBefore = tried;
            rejected = false;
            boolean keeps = factor >= 1 && factor <= rule.keep();
            length = Math.min(keeps ? tried : tried * factor, rule.maxStep());
            return Verdict.ACCEPT;
        }
        rejected = true;
        length = tried * retry(error);
        return length > 4 * Math.ulp(t) ? Verdict.REJECT : Verdict.FAIL;
    }

    @Override
    public List<Double> memory() {
        return List.of(length, lengthBefore, logBefore, rejected ? 1.0 : 0.0);
    }

    @Override
    public void recall(List<Double> memory) {
        length = memory.get(0);
        lengthBefore = memory.get(1);
        logBefore = memory.get(2);
        rejected = memory.get(3) != 0;
    }

    private double factor(double log) {
        return rule.safety() * StrictMath.exp(-log / course.errorOrder());
    }

    private double retry(double error) {
        if (error < Double.POSITIVE_INFINITY) return Math.max(factor(StrictMath.log(error)), rule.shrink());
        return 0.5;
    }
}
