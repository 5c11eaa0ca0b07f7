package org.integrand.search.pareto;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The best trade-offs seen so far: items of which none dominates another, and no two with equal objectives (the
/// first one stays). Above its capacity the most crowded one goes.
public final class ParetoArchive<T> {
    /// An item with what it scored.
    public record Member<T>(T item, Objectives objectives) {}

    private final int capacity;
    private final List<Member<T>> members = new ArrayList<>();

    /// @param capacity at least 2: the ends of a front are never given up
    public ParetoArchive(int capacity) {
        if (capacity < 2) throw new IllegalArgumentException("capacity " + capacity + ": expected at least 2");
        this.capacity = capacity;
    }

    /// Offers an item; whether it is a member now.
    public boolean add(T item, Objectives objectives) {
        for (var member : members)
            if (member.objectives.equals(objectives) || member.objectives.dominates(objectives)) return false;
        members.removeIf(member -> objectives.dominates(member.objectives));
        var added = new Member<>(item, objectives);
        members.add(added);
        if (members.size() <= capacity) return true;
        double[] crowding =
                Fronts.crowding(members.stream().map(Member::objectives).toList());
        int crowded = crowding.length - 1;
        for (int i = crowding.length - 2; i >= 0; i--) if (crowding[i] < crowding[crowded]) crowded = i;
        members.remove(crowded);
        return crowded != members.size();
    }

    /// The members by rising first objective.
    public List<Member<T>> members() {
        return members.stream()
                .sorted(Comparator.comparingDouble(m -> m.objectives().at(0)))
                .toList();
    }

    /// See [Hypervolume].
    public double hypervolume(double... reference) {
        return Hypervolume.of(members.stream().map(Member::objectives).toList(), reference);
    }
}
