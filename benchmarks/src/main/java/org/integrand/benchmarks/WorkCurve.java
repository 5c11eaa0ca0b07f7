package org.integrand.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/// Work against error of one solver on one problem, over many tolerances.
///
/// One solve's error is partly luck, so the work for an error is that of the cheapest solves that reach it: by
/// increasing work, those that are more precise than all cheaper ones, joined by straight lines in logarithms of both.
final class WorkCurve {
    private record Point(double error, double work) {}

    private final List<Point> points = new ArrayList<>();

    /// A solve that failed, with an error that is no number, is left out.
    void add(double error, double work) {
        if (error > 0 && Double.isFinite(error)) points.add(new Point(error, work));
    }

    /// The work for an error; nothing where all solves are more, or all less precise.
    OptionalDouble at(double error) {
        Point before = null;
        for (Point point : front()) {
            if (point.error() <= error) {
                if (before == null)
                    return point.error() == error ? OptionalDouble.of(point.work()) : OptionalDouble.empty();
                double part = Math.log(before.error() / error) / Math.log(before.error() / point.error());
                return OptionalDouble.of(before.work() * Math.pow(point.work() / before.work(), part));
            }
            before = point;
        }
        return OptionalDouble.empty();
    }

    private List<Point> front() {
        var front = new ArrayList<Point>();
        for (Point point :
                points.stream().sorted(Comparator.comparingDouble(Point::work)).toList())
            if (front.isEmpty() || point.error() < front.getLast().error()) front.add(point);
        return front;
    }
}
