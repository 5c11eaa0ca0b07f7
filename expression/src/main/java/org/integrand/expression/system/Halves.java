package org.integrand.expression.system;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.integrand.expression.CompiledFormulas;
import org.integrand.expression.Family;
import org.integrand.expression.Node;
import org.jspecify.annotations.Nullable;

/// q' = v(t, p), p' = f(t, q): a system whose variables fall into two halves of equal size that drive each other.
///
/// @param system     the same system, its state (q, p)
/// @param isVelocity whether p is the velocity: q' = p
public record Halves(EquationSystem system, boolean isVelocity) {
    private static final int UNKNOWN = -1;

    /// Finds the halves: no variable's derivative may depend on a variable of its own half. Where q' = p holds with
    /// the halves one way round, they are taken so; otherwise a variable written first belongs to q.
    public static Optional<Halves> of(EquationSystem system) {
        var families = List.copyOf(system.families());
        var drives = drives(system, families);
        var side = new int[families.size()];
        Arrays.fill(side, UNKNOWN);
        for (int first = 0; first < side.length; first++) {
            if (side[first] != UNKNOWN) continue;
            var group = new ArrayList<Integer>();
            if (!colour(first, drives, side, group)) return Optional.empty();
            if (!group.stream().filter(k -> side[k] == 0).allMatch(k -> follows(system, families.get(k)) != null)
                    && group.stream().filter(k -> side[k] == 1).allMatch(k -> follows(system, families.get(k)) != null))
                group.forEach(k -> side[k] = 1 - side[k]);
        }
        return halves(system, families, side);
    }

    private static Optional<Halves> halves(EquationSystem system, List<Family> families, int[] side) {
        var keys = keys(system);
        var q = new ArrayList<String>();
        var p = new ArrayList<String>();
        boolean velocity = true;
        for (int k = 0; k < side.length; k++) {
            if (side[k] != 0) continue;
            q.add(families.get(k).name());
            var driver = follows(system, families.get(k));
            velocity &= driver != null && !p.contains(driver.name());
            if (driver != null && !p.contains(driver.name())) p.add(driver.name());
        }
        if (!velocity) p.clear();
        for (int k = 0; k < side.length; k++)
            if (side[k] == 1 && !p.contains(families.get(k).name()))
                p.add(families.get(k).name());
        var order = new ArrayList<String>();
        q.forEach(name -> order.add(keys.get(name)));
        p.forEach(name -> order.add(keys.get(name)));
        var separated = system.separated(order);
        int size = separated.families().stream()
                .filter(family -> q.contains(family.name()))
                .mapToInt(Halves::size)
                .sum();
        return 2 * size == separated.dimension()
                ? Optional.of(new Halves(separated, velocity && p.size() == q.size()))
                : Optional.empty();
    }

    /// The key of each family's equation.
    private static Map<String, String> keys(EquationSystem system) {
        var keys = new LinkedHashMap<String, String>();
        for (String key : system.text().equations().keySet())
            keys.put(Declaration.of("equations", key).name(), key);
        return keys;
    }

    private static int size(Family family) {
        return family.to() - family.from() + 1;
    }

    /// The family of equal range whose elements are the derivatives of this one's; null when there is none.
    private static @Nullable Family follows(EquationSystem system, Family family) {
        var equation = system.equations().stream()
                .filter(e -> e.family().equals(family))
                .findFirst()
                .orElseThrow();
        for (var other : system.families()) {
            if (other.from() != family.from() || other.to() != family.to() || other.equals(family)) continue;
            boolean edges = equation.edges().entrySet().stream()
                    .allMatch(e ->
                            e.getValue() instanceof Node.State state && state.position() == other.position(e.getKey()));
            boolean interior = !equation.hasInterior()
                    || (equation.interior() instanceof Node.Element element
                            && element.family().equals(other)
                            && element.offset() == 0);
            if (edges && interior) return other;
        }
        return null;
    }

    /// drives[a][b]: a family's derivative depends on b.
    private static boolean[][] drives(EquationSystem system, List<Family> families) {
        var drives = new boolean[families.size()][families.size()];
        int[] owner = new int[system.dimension()];
        for (int k = 0; k < families.size(); k++)
            for (int i = families.get(k).from(); i <= families.get(k).to(); i++)
                owner[families.get(k).position(i)] = k;
        for (var equation : system.equations()) {
            int row = families.indexOf(equation.family());
            equation.formulas()
                    .flatMap(formula -> Leaves.variables(system.graph(), formula).stream())
                    .forEach(leaf -> drives[row][
                            leaf instanceof Node.Element element
                                    ? families.indexOf(element.family())
                                    : owner[Leaves.position(leaf, 0)]] = true);
        }
        return drives;
    }

    /// Gives alternating sides to all that are connected with one; false when that is impossible.
    private static boolean colour(int first, boolean[][] drives, int[] side, List<Integer> group) {
        side[first] = 0;
        group.add(first);
        for (int done = 0; done < group.size(); done++) {
            int a = group.get(done);
            for (int b = 0; b < side.length; b++) {
                if (!drives[a][b] && !drives[b][a]) continue;
                if (side[b] == UNKNOWN) {
                    side[b] = 1 - side[a];
                    group.add(b);
                } else if (side[b] == side[a]) return false;
            }
        }
        return true;
    }

    /// n: the length of q and of p.
    public int size() {
        return system.dimension() / 2;
    }

    /// v: reads the state (q, p), of which p counts, and writes n numbers.
    public CompiledFormulas velocity() {
        return system.rows(0, size());
    }

    /// f: reads the state (q, p), of which q counts, and writes n numbers.
    public CompiledFormulas force() {
        return system.rows(size(), system.dimension());
    }
}
