package org.integrand.engine.matrix;

import java.util.ArrayList;
import java.util.List;
import org.integrand.testkit.Golden;
import tools.jackson.databind.JsonNode;

/// References of 60 digits, rounded; made by golden/matrix/make_references.py.
final class References {
    private References() {}

    /// One matrix and what is known of it.
    record Case(String name, int n, JsonNode data) {
        double[] numbers(String member) {
            return Golden.numbers(Golden.member(data, member));
        }

        /// How much a relative change of the matrix grows in the result.
        double condition() {
            return Golden.number(Golden.member(data, "condition"));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> of(String function) {
        var cases = new ArrayList<Case>();
        for (JsonNode data : Golden.member(Golden.read(References.class, "golden/matrix/references.json"), function)) {
            int n = (int) Math.round(Math.sqrt(Golden.member(data, "a").size()));
            cases.add(new Case(Golden.member(data, "name").stringValue(), n, data));
        }
        return cases;
    }

    /// |a - b| / |b| in the Frobenius norm; |a| where b is zero.
    static double relativeError(double[] a, double[] b) {
        double[] difference = a.clone();
        for (int i = 0; i < a.length; i++) difference[i] -= b[i];
        double size = Dense.frobenius(b);
        return Dense.frobenius(difference) / (size == 0 ? 1 : size);
    }

    /// What is asked for: 1e-13, or where the problem's own condition makes more of the rounding of its
    /// input, three roundings of it.
    static double allowed(Case reference) {
        return Math.max(1e-13, 3 * 0x1p-53 * reference.condition());
    }
}
