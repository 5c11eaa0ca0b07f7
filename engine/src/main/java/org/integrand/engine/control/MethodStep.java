package org.integrand.engine.control;

/// The steps that the method itself asks for: for methods that choose order and step together, such as BDF. A
/// step is good enough when its error is at most 1.
///
/// @param initialStep length of the first step; 0: chosen from field and tolerance
/// @param maxStep     longest step
public record MethodStep(double initialStep, double maxStep) implements StepSizeController<Object> {
    static final MethodStep DEFAULT = new MethodStep(0, Double.POSITIVE_INFINITY);

    public MethodStep {
        if (!(initialStep >= 0 && initialStep < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "initial step " + initialStep + ": expected a length > 0, or 0 for an automatic one");
        if (!(maxStep > 0)) throw new IllegalArgumentException("largest step " + maxStep + ": expected a length > 0");
    }

    /// With a given first step.
    public MethodStep startingWith(double length) {
        return new MethodStep(length, maxStep);
    }

    /// With no step longer than this.
    public MethodStep atMost(double longest) {
        return new MethodStep(initialStep, longest);
    }

    @Override
    public boolean needsErrorEstimate() {
        return true;
    }

    @Override
    public Steering<Object> begin(Course course) {
        return new Steering<>() {
            private double first = Double.NaN;

            private double first() {
                return initialStep > 0 ? initialStep : course.initialStep().getAsDouble();
            }

            @Override
            public double propose(double t, Object state) {
                double wanted = course.methodStep().getAsDouble();
                if (Double.isNaN(wanted)) {
                    if (Double.isNaN(first)) first = first();
                    wanted = first;
                }
                double length = Math.min(wanted, maxStep);
                // a last step may be 1 % longer: better than a tiny one after it
                if (length * 1.01 >= Math.abs(course.end() - t)) return course.end();
                return t + course.direction() * length;
            }

            @Override
            public Verdict judge(double t, double next, double error) {
                if (error <= 1) return Verdict.ACCEPT;
                double wanted = course.methodStep().getAsDouble();
                boolean shorter = wanted < Math.abs(next - t) && wanted > 4 * Math.ulp(t);
                return shorter ? Verdict.REJECT : Verdict.FAIL;
            }

            @Override
            public void cut(double t) {
                first = Double.NaN; // the method has nothing to ask for until it made a step from there
            }
        };
    }
}
