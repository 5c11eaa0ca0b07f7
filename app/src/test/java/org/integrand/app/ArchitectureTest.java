package org.integrand.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The arrows between modules: app -> fields -> {engine, expression, search, validity, neural}; fields do not
/// know each other; the five know nobody (`search` may ask `validity`); nobody knows app, cluster, benchmarks.
class ArchitectureTest {
    private static final List<String> GROUND = List.of("engine", "expression", "search", "validity", "neural");
    private static final List<String> FIELDS =
            List.of("diffusion", "nbody", "chromatography", "kinetic", "symmetry", "approximation");
    private static final List<String> TOP = List.of("app", "cluster", "benchmarks");

    private static List<ArchRule> arrows(String root) {
        var rules = new ArrayList<ArchRule>();
        for (String module : GROUND)
            rules.add(onlyKnows(root, module, module.equals("search") ? List.of("validity") : List.of()));
        for (String module : FIELDS) rules.add(onlyKnows(root, module, GROUND));
        rules.add(onlyKnows(root, "app", concat(FIELDS, GROUND)));
        rules.add(onlyKnows(root, "cluster", concat(FIELDS, GROUND)));
        return rules;
    }

    /// Classes of a module use no module of ours but itself and `allowed`.
    private static ArchRule onlyKnows(String root, String module, List<String> allowed) {
        var known = concat(List.of(module), allowed);
        var forbidden = DescribedPredicate.describe(
                "belongs to another module than " + known,
                (JavaClass c) ->
                        moduleOf(root, c).filter(m -> !known.contains(m)).isPresent());
        return ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(root + "." + module + "..")
                .should()
                .dependOnClassesThat(forbidden)
                .allowEmptyShould(true);
    }

    private static java.util.Optional<String> moduleOf(String root, JavaClass c) {
        return concat(concat(GROUND, FIELDS), TOP).stream()
                .filter(m -> (c.getPackageName() + ".").startsWith(root + "." + m + "."))
                .findFirst();
    }

    private static List<String> concat(List<String> a, List<String> b) {
        var all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    private static List<String> violations(String root, JavaClasses classes) {
        return arrows(root).stream()
                .flatMap(rule -> rule.evaluate(classes).getFailureReport().getDetails().stream())
                .toList();
    }

    @Test
    void arrowsPointOneWay() {
        var classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.integrand");
        assertThat(classes.contain(org.integrand.engine.space.Space.class)).isTrue();
        assertThat(classes.contain(org.integrand.search.Search.class)).isTrue();
        assertThat(classes.contain(org.integrand.validity.Thresholdout.class)).isTrue();
        assertThat(classes.contain(Main.class)).isTrue();
        assertThat(violations("org.integrand", classes)).isEmpty();
    }

    /// The rule on a small house with one wrong arrow of each kind.
    @Test
    void aWrongArrowIsFound() {
        var classes = new ClassFileImporter().importPackages("org.integrand.app.sample");
        assertThat(violations("org.integrand.app.sample", classes))
                .anyMatch(v -> v.contains("sample.engine.KnowsField") && v.contains("sample.diffusion.Field"))
                .anyMatch(v -> v.contains("sample.nbody.KnowsOtherField") && v.contains("sample.diffusion.Field"))
                .anyMatch(v -> v.contains("sample.diffusion.Field") && v.contains("sample.app.Program"))
                .noneMatch(v -> v.contains("KnowsEngine"));
    }
}
