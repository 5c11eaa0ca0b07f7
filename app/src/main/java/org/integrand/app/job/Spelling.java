package org.integrand.app.job;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds what a misspelt name was meant to be.
public final class Spelling {
    private Spelling() {}

    /// The end of an error line: `: did you mean 'order'?`, or what there is to choose from.
    public static String hint(String written, Collection<String> known) {
        return closest(written, known)
                .map(name -> ": did you mean '" + name + "'?")
                .orElse(known.isEmpty() ? "" : ": expected one of " + String.join(", ", known));
    }

    /// The known name at the least distance, if a slip of the finger explains it: at most a third of the
    /// letters, and not all of them.
    static Optional<String> closest(String written, Collection<String> known) {
        return known.stream()
                .filter(name -> distance(written, name) <= Math.max(1, Math.min(written.length(), name.length()) / 3))
                .filter(name -> distance(written, name) < Math.max(written.length(), name.length()))
                .min(Comparator.comparingInt(name -> distance(written, name)));
    }

    /// Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`, upper and lower
    /// case and dashes and underlines being equal (optimal string alignment).
    static int distance(String a, String b) {
        String x = plain(a);
        String y = plain(b);
        int[][] d = new int[x.length() + 1][y.length() + 1];
        for (int i = 0; i <= x.length(); i++) {
            for (int j = 0; j <= y.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = x.charAt(i - 1) == y.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(d[i - 1][j - 1] + change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && x.charAt(i - 1) == y.charAt(j - 2) && x.charAt(i - 2) == y.charAt(j - 1))
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
            }
        }
        return d[x.length()][y.length()];
    }

    private static String plain(String s) {
        return s.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
