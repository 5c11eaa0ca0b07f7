package org.integrand.search.predict;

/// Kendall's rank correlation tau-b: 1 for equal orders, -1 for opposite ones, about 0 for unrelated ones.
///
/// tau_b = (C - D) / sqrt((C + D + X)(C + D + Y)), with C and D the pairs in equal and in opposite order, X and Y
/// those that tie in the first list only and in the second only.
/// Source: M. G. Kendall, "The treatment of ties in ranking problems", Biometrika 33 (1945).
public final class KendallTau {
    private KendallTau() {}

    /// O(n^2); NaN when one of the lists is constant or has less than two values.
    ///
    /// @throws IllegalArgumentException for lists of different lengths
    public static double of(double[] first, double[] second) {
        if (first.length != second.length)
            throw new IllegalArgumentException(
                    "lists of " + first.length + " and " + second.length + " values: expected equal lengths");
        long concordant = 0;
        long discordant = 0;
        long tiesInFirst = 0;
        long tiesInSecond = 0;
        for (int i = 0; i < first.length; i++) {
            for (int j = 0; j < i; j++) {
                int a = Double.compare(first[i], first[j]);
                int b = Double.compare(second[i], second[j]);
                if (a == 0 && b == 0) continue;
                if (a == 0) tiesInFirst++;
                else if (b == 0) tiesInSecond++;
                else if (a * b > 0) concordant++;
                else discordant++;
            }
        }
        double untied = (double) concordant + discordant;
        return (concordant - discordant) / Math.sqrt((untied + tiesInFirst) * (untied + tiesInSecond));
    }
}
