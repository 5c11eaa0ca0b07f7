package org.integrand.app.solve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.integrand.app.job.JobException;
import org.integrand.app.job.Spelling;
import org.integrand.engine.method.adams.Adams;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.method.exponential.ExponentialMethods;
import org.integrand.engine.method.extrapolation.GraggBulirschStoer;
import org.integrand.engine.method.geometric.GeometricMethods;
import org.integrand.engine.method.split.ImexMethods;
import org.integrand.engine.method.stabilised.Rkc2;
import org.integrand.engine.method.stiff.StiffMethods;

/// The methods that a job can name: this is the one place where a new one is added.
final class OdeMethods {
    /// Who asks for the one stabilised method of order 2 gets the other.
    private static final String ROCK2 = "rock2";

    private OdeMethods() {}

    private static Map<String, OdeMethod> all() {
        var all = new ArrayList<OdeMethod>();
        ExplicitMethods.all().forEach(method -> all.add(new OdeMethod.Explicit(method)));
        StiffMethods.all().forEach(method -> all.add(new OdeMethod.Stiff(method)));
        all.add(new OdeMethod.Explicit(Adams.ADAMS));
        all.add(new OdeMethod.Explicit(GraggBulirschStoer.GBS));
        all.add(new OdeMethod.Explicit(Rkc2.RKC2));
        ImexMethods.all().forEach(method -> all.add(new OdeMethod.Structured<>(method, new SplitStructure())));
        ExponentialMethods.stiff().forEach(method -> all.add(new OdeMethod.Stiff(method)));
        ExponentialMethods.semilinear()
                .forEach(method -> all.add(new OdeMethod.Structured<>(method, new SemilinearStructure())));
        GeometricMethods.compositions()
                .forEach(method -> all.add(new OdeMethod.Structured<>(method, new HalvesStructure())));
        all.add(new OdeMethod.Structured<>(GeometricMethods.GAUSS_RADAU15, new SecondOrderStructure()));
        var byName = new LinkedHashMap<String, OdeMethod>();
        all.forEach(method -> byName.put(method.name(), method));
        byName.put(ROCK2, new OdeMethod.Explicit(Rkc2.RKC2));
        return byName;
    }

    static List<String> names() {
        return List.copyOf(all().keySet());
    }

    /// @throws JobException with what was probably meant
    static OdeMethod find(String name) {
        var method = all().get(name);
        if (method == null) throw new JobException("unknown method '" + name + "'" + Spelling.hint(name, names()));
        return method;
    }
}
