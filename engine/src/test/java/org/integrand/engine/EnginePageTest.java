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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keeps docs/engine.md true.
class EnginePageTest {
    @Test
    void theExampleCompilesAndRuns(@TempDir Path folder) throws Exception {
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(page());
        assertThat(block.find()).isTrue();
        Path source = Files.writeString(folder.resolve("Example.java"), block.group(1));
        var messages = new ByteArrayOutputStream();
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, messages, messages, "-proc:none", "-d", folder.toString(), source.toString());
        assertThat(failed).as(messages.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(output(folder)).matches("angle -0\\.023951 at t = 5, \\d+ evaluations\\s+");
    }

    /// Runs the compiled example with its standard output caught.
    private static String output(Path folder) throws Exception {
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
    void theTableOfMethodsIsComplete() throws IOException {
        String page = page();
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

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "engine.md"));
    }
}
