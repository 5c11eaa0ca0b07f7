package org.integrand.app.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The page of a report: a headline, figures, pictures, tables, in the order they are added. The pictures are
/// embedded, so the page can be sent by itself; it loads nothing from a network.
public final class ReportPage {
    private static final String STYLE = """
            :root { color-scheme: light; --ink: #1c2733; --soft: #5c6b7a; --line: #e3e8ee; --accent: #0072b2; }
            * { box-sizing: border-box; }
            body { margin: 0; background: #f6f8fa; color: var(--ink);
                   font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
            main { max-width: 60rem; margin: 2.5rem auto; padding: 2.5rem 3rem; background: #fff;
                   border: 1px solid var(--line); border-radius: 12px; }
            h1 { margin: 0; font-size: 1.9rem; line-height: 1.2; letter-spacing: -0.01em; }
            h2 { margin: 2.4rem 0 0.8rem; font-size: 1.15rem; }
            .lead { margin: 0.5rem 0 1.8rem; color: var(--soft); font-size: 1.05rem; }
            .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 0.8rem; }
            .figure { padding: 0.8rem 1rem; border: 1px solid var(--line); border-radius: 8px; }
            .figure b { display: block; font-size: 1.35rem; font-weight: 600; font-variant-numeric: tabular-nums; }
            .figure span { color: var(--soft); font-size: 0.85rem; }
            img { display: block; max-width: 100%; margin: 0 auto; }
            figure { margin: 1.8rem 0; }
            figcaption { margin-top: 0.6rem; color: var(--soft); font-size: 0.9rem; text-align: center; }
            table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.92rem; }
            th, td { padding: 0.4rem 0.7rem; border-bottom: 1px solid var(--line); text-align: right; }
            th:first-child, td:first-child { text-align: left; }
            th { color: var(--soft); font-weight: 600; }
            pre { padding: 1rem 1.2rem; background: #f6f8fa; border-radius: 8px; overflow-x: auto;
                  font: 13px/1.5 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; }
            a { color: var(--accent); }
            .slider { display: grid; grid-template-columns: 9rem 1fr 4rem; gap: 1rem; align-items: center;
                      font-variant-numeric: tabular-nums; }
            .slider input { width: 100%; accent-color: var(--accent); }
            .live { margin-top: 0.8rem; }
            @media (max-width: 40rem) { main { margin: 0; padding: 1.2rem; border: 0; border-radius: 0; } }
            """;

    /// Works out the formulas of the sliders above the script, now and whenever one is moved.
    private static final String FOLLOW = """
            {
              const all = document.querySelectorAll('.sliders');
              const section = all[all.length - 1];
              const inputs = [...section.querySelectorAll('input')];
              const show = v => !isFinite(v) ? '-' : v !== 0 && (v < 1e-3 || v >= 1e4) ? v.toExponential(1) : String(+v.toPrecision(3));
              const follow = () => {
                for (const i of inputs) i.nextElementSibling.value = i.value;
                for (const b of section.querySelectorAll('[data-script]'))
                  b.textContent = show(new Function(...inputs.map(i => i.name), 'return ' + b.dataset.script)(...inputs.map(i => +i.value)));
              };
              inputs.forEach(i => i.addEventListener('input', follow));
              follow();
            }
            """;

    private final String title;
    private final String lead;
    private final List<Part> parts = new ArrayList<>();

    /// A piece of the page; pictures are read from the report's folder when the page is written.
    private sealed interface Part {
        record Figures(List<Figure> figures) implements Part {}

        record Picture(String file, String caption) implements Part {}

        record Table(String title, List<String> head, List<List<String>> rows) implements Part {}

        record Text(String title, String text) implements Part {}

        record Live(String title, List<Slider> sliders, List<Formula> formulas) implements Part {}
    }

    /// A slider.
    ///
    /// @param name  of its number in formulas
    /// @param label for people
    /// @param value at which it stands at first
    public record Slider(String name, String label, double least, double most, double step, double value) {}

    /// A number that follows the sliders.
    ///
    /// @param script an expression in JavaScript of the sliders' names
    public record Formula(String label, String script) {}

    /// One figure and what it is.
    public record Figure(String value, String name) {}

    public ReportPage(String title, String lead) {
        this.title = title;
        this.lead = lead;
    }

    public ReportPage figures(Figure... figures) {
        parts.add(new Part.Figures(List.of(figures)));
        return this;
    }

    /// A picture of the report's folder, PNG or SVG.
    public ReportPage picture(String file, String caption) {
        parts.add(new Part.Picture(file, caption));
        return this;
    }

    public ReportPage table(String heading, List<String> head, List<List<String>> rows) {
        parts.add(new Part.Table(heading, head, rows));
        return this;
    }

    /// Text that is shown as it stands, in a fixed-width font.
    public ReportPage text(String heading, String text) {
        parts.add(new Part.Text(heading, text));
        return this;
    }

    /// Numbers that follow sliders, worked out in the reader's browser.
    public ReportPage live(String heading, List<Slider> sliders, List<Formula> formulas) {
        parts.add(new Part.Live(heading, sliders, formulas));
        return this;
    }

    String html(Path folder) {
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(escape(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<main>\n<h1>")
                .append(escape(title))
                .append("</h1>\n<p class=\"lead\">")
                .append(escape(lead))
                .append("</p>\n");
        for (Part part : parts) html.append(html(part, folder));
        return html.append(
                        "<h2>Again</h2>\n<p>The job and every figure are in <a href=\"report.json\">report.json</a>.</p>\n")
                .append("</main>\n</body>\n</html>\n")
                .toString();
    }

    private static String html(Part part, Path folder) {
        return switch (part) {
            case Part.Figures(var figures) -> {
                var html = new StringBuilder("<div class=\"figures\">\n");
                for (Figure figure : figures)
                    html.append("<div class=\"figure\"><b>%s</b><span>%s</span></div>%n"
                            .formatted(escape(figure.value()), escape(figure.name())));
                yield html.append("</div>\n").toString();
            }
            case Part.Picture(var file, var caption) ->
                "<figure><img alt=\"%s\" src=\"%s\"><figcaption>%s</figcaption></figure>%n"
                        .formatted(escape(caption), embedded(folder.resolve(file)), escape(caption));
            case Part.Table(var heading, var head, var rows) -> {
                var html = new StringBuilder("<h2>" + escape(heading) + "</h2>\n<table>\n<tr>");
                for (String cell : head)
                    html.append("<th>").append(escape(cell)).append("</th>");
                html.append("</tr>\n");
                for (var row : rows) {
                    html.append("<tr>");
                    for (String cell : row)
                        html.append("<td>").append(escape(cell)).append("</td>");
                    html.append("</tr>\n");
                }
                yield html.append("</table>\n").toString();
            }
            case Part.Text(var heading, var text) ->
                "<h2>%s</h2>%n<pre>%s</pre>%n".formatted(escape(heading), escape(text));
            case Part.Live(var heading, var sliders, var formulas) -> following(heading, sliders, formulas);
        };
    }

    private static String following(String heading, List<Slider> sliders, List<Formula> formulas) {
        var html = new StringBuilder("<h2>" + escape(heading) + "</h2>\n<section class=\"sliders\">\n");
        for (Slider slider : sliders)
            html.append(
                    ("<label class=\"slider\"><span>%s</span><input type=\"range\" name=\"%s\" min=\"%s\" max=\"%s\""
                                    + " step=\"%s\" value=\"%s\"><output>%s</output></label>%n")
                            .formatted(
                                    escape(slider.label()),
                                    slider.name(),
                                    slider.least(),
                                    slider.most(),
                                    slider.step(),
                                    slider.value(),
                                    slider.value()));
        html.append("<div class=\"figures live\">\n");
        for (Formula formula : formulas)
            html.append("<div class=\"figure\"><b data-script=\"%s\">-</b><span>%s</span></div>%n"
                    .formatted(escape(formula.script()), escape(formula.label())));
        return html.append("</div>\n</section>\n<script>\n")
                .append(FOLLOW)
                .append("</script>\n")
                .toString();
    }

    private static String embedded(Path picture) {
        try {
            String type = picture.toString().endsWith(".svg") ? "image/svg+xml" : "image/png";
            return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(picture));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
