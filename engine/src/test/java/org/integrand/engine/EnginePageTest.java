package org.integrand.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.method.stiff.StiffMethods;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Keeps docs/engine.md and its pages true.
class EnginePageTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "engine.md; angle -0\\.023951 at t = 5, \\d+ evaluations",
                "engine/events.md; (bounce at 0\\.\\d+\\s+){2}ended at 1\\.3\\d+: .*stopped by event tired.*",
                "engine/stochastic.md; one path: \\d\\.\\d+\\s+mean 1\\.6\\d \\+- 0\\.01",
                "engine/geometric.md; after 100 orbits: 1\\.900000 and 1\\.\\d+, should be 1\\.9",
                "engine/lie.md; cos 2 = -0\\.416146837 after \\d+ steps",
                "engine/matrix-functions.md; (3\\.0{15}|2\\.9{14}\\d)",
                "engine/stiff.md; 0\\.01787 after \\d+ steps",
                "engine/split.md; y = 0\\.\\d{6} after \\d+ steps",
                "engine/exponential.md; y0 = 0\\.54030"
            })
    void theExampleCompilesAndRuns(String page, String printed) throws Exception {
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(page(page));
        assertThat(block.find()).isTrue();
        Path source = Files.writeString(folder.resolve("Example.java"), block.group(1));
        var messages = new ByteArrayOutputStream();
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, messages, messages, "-proc:none", "-d", folder.toString(), source.toString());
        assertThat(failed).as(messages.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(output().strip()).matches(printed);
    }

    /// Runs the compiled example with its standard output caught.
    private String output() throws Exception {
        var caught = new ByteArrayOutputStream();
        var before = System.out;
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
                var stream = new PrintStream(caught, true, StandardCharsets.UTF_8)) {
            System.setOut(stream);
            var example = loader.loadClass("Example");
            var constructor = example.getDeclaredConstructor();
            var main = example.getDeclaredMethod("main");
            constructor.setAccessible(true);
            main.setAccessible(true);
            main.invoke(constructor.newInstance());
        } finally {
            System.setOut(before);
        }
        return caught.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theTableOfStiffMethodsIsComplete() throws IOException {
        String page = page("engine/stiff.md");
        for (var method : StiffMethods.all())
            assertThat(page).containsPattern("(?m)^\\|[a-z0-9, ]*\\b" + method.name() + "\\b[a-z0-9, ]*\\|");
    }

    @Test
    void theTableOfMethodsIsComplete() throws IOException {
        String page = page("engine.md");
        for (var method : ExplicitMethods.all()) {
            var tableau = method.tableau();
            assertThat(page)
                    .contains("| %s | %d | %d | %d | %s |"
                            .formatted(
                                    method.name(),
                                    method.order(),
                                    tableau.stages(),
                                    tableau.evaluationsPerStep(),
                                    method.estimatesError() ? "order " + tableau.embeddedOrder() : "-"));
        }
    }

    private static String page(String name) throws IOException {
        return Files.readString(Path.of("..", "docs").resolve(name));
    }
}
